"""PAdES signatures with pyHanko. `pdf_signatures` imports it when a PDF is signed or verified.

Nothing is fetched. The field of the signature is hidden, so that the PDF still conforms to PDF/UA-1
(ISO 14289-1, 7.18.1: an annotation that is not hidden needs a tag).
"""

from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

FIELD = "Signature"
HIDDEN = InvisSigSettings(set_print_flag=False, set_hidden_flag=True)
BROKEN = (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, OSError)


class _Signer(PdfSigner):
    """Sign a PDF with a given time instead of the machine's clock."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


@lru_cache(maxsize=1)  # reading an RSA key takes a second, because its primes are checked
def key_in(pkcs12: bytes, passphrase: str) -> SimpleSigner:
    """Return the key in a PKCS#12 file; raises ValueError if it cannot be read."""
    try:
        key: SimpleSigner = SimpleSigner.load_pkcs12_data(pkcs12, [], passphrase.encode() or None)
    except AttributeError as error:  # the file has a certificate without its key
        raise ValueError("The file holds no private key.") from error
    return key


def sign(content: bytes, key: SimpleSigner, *, reason: str, at: datetime) -> bytes:
    """Return a PDF with a signature after its end; raises ValueError if it cannot be signed."""
    signer = _Signer(
        PdfSignatureMetadata(
            field_name=FIELD, reason=reason, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
        ),
        signer=key,
        new_field_spec=SigFieldSpec(FIELD, invis_sig_settings=HIDDEN),
    )
    signer.at = at
    try:
        signed: BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)))
    except (SigningError, PdfError) as error:
        raise ValueError(str(error)) from error
    return signed.getvalue()


def last_signature(content: bytes) -> tuple[Any, datetime | None, bool] | None:
    """Return the certificate, the time and the state of the last signature of a PDF, or None.

    The state is whether the signature is right and covers the whole file.
    """
    try:
        signatures = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        if not signatures:
            return None
        last = signatures[-1]
        # The caller recognises the certificate by its SHA-256, so here it is trusted as it is.
        itself = ValidationContext(
            trust_roots=[last.signer_cert],
            allow_fetching=False,
            moment=last.self_reported_timestamp,
        )
        status = validate_pdf_signature(last, itself)
    except BROKEN:
        return None
    is_whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    is_intact = bool(status.intact and status.valid and is_whole)
    return last.signer_cert, last.self_reported_timestamp, is_intact
