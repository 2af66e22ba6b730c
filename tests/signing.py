"""A key that signs PDFs in tests, made in the test."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "owl-and-pussycat"
SUBJECT = "Published papers, Fernshire Police"
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)


def signing_key(
    folder: Path, *, until: datetime = UNTIL, passphrase: str = PASSPHRASE
) -> tuple[Path, x509.Certificate]:
    """Write a PKCS#12 file with a new key, and return its path and its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Fernshire Police"),
            x509.NameAttribute(NameOID.COMMON_NAME, "Published papers"),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, SHA256())
    )
    path = folder / "signing.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"signing", key, certificate, None, BestAvailableEncryption(passphrase.encode())
        )
    )
    return path, certificate


def sign_with(settings: Any, folder: Path) -> x509.Certificate:
    """Set up a new signing key, and return its certificate."""
    path, certificate = signing_key(folder)
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = str(path), PASSPHRASE
    return certificate
