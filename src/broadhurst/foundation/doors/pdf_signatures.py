"""Sign PDFs with the key of this site, and verify the signatures of PDFs.

The signature is PAdES B-B (ETSI EN 319 142-1), without a time stamp of an authority. It is added
after the end of the PDF, so a signed file begins with the bytes that were signed.

    paper = sign_pdf(paper, reason="Published as RSP-7K2MQX")
    signature = signature_of(paper)  # None if the PDF is not signed
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

from broadhurst.foundation import clock
from broadhurst.foundation.govuk.words import day

TELL = "Ask the administrator of the service to put it right."


class CannotSign(ValueError):
    """A signing key is set up, but cannot sign. The message says why and who can put it right."""


@dataclass(frozen=True)
class Signature:
    """The signature of a PDF. `at` is the time that the signer states."""

    signed_by: str
    certificate_sha256: str
    at: datetime | None
    is_intact: bool


def sign_pdf(content: bytes, *, reason: str) -> bytes:
    """Return a PDF signed with the key of this site, or as it is if no key is set up.

    Raises CannotSign if the key cannot be read, or its certificate is not valid today.
    """
    if not settings.SIGNING_KEY:
        return content
    key = _key()
    try:
        signed: bytes = _pades().sign(content, key, reason=reason, at=clock.now())
    except ValueError as error:
        raise CannotSign(f"The PDF cannot be signed. {TELL}") from error
    return signed


def signature_of(content: bytes) -> Signature | None:
    """Return the last signature of a PDF, verified; None if there is none that can be read."""
    if b"/ByteRange" not in content:  # every signature says which bytes it covers
        return None
    signature = _pades().last_signature(content)
    if signature is None:
        return None
    certificate, at, is_intact = signature
    return Signature(_subject(certificate), _digest(certificate), at, is_intact)


def signing_in_words() -> str:
    """Say who signs published PDFs; raises CannotSign as `sign_pdf` does."""
    if not settings.SIGNING_KEY:
        return "Published PDFs are not signed, because no signing key is set up."
    return f"Published PDFs are signed by {_subject(_key().signing_cert)}."


def _pades() -> ModuleType:
    """Import `pades` when it is used: pyHanko takes a third of a second of every start."""
    from broadhurst.foundation.doors import pades  # noqa: PLC0415

    return pades


def _key() -> Any:
    try:
        content = Path(settings.SIGNING_KEY).read_bytes()
        key = _pades().key_in(content, settings.SIGNING_PASSPHRASE)
    except (OSError, ValueError) as error:
        raise CannotSign(f"The signing key of this site cannot be read. {TELL}") from error
    certificate: Any = key.signing_cert
    valid = certificate["tbs_certificate"]["validity"]
    first, last = valid["not_before"].native, valid["not_after"].native
    if not first <= clock.now() <= last:
        raise CannotSign(
            "The certificate of the signing key is valid from "
            f"{day(first.date())} to {day(last.date())}. {TELL}"
        )
    return key


def _subject(certificate: Any) -> str:
    """Return a subject as people read it: its common name first, then the organisation."""
    subject = certificate.subject.native
    parts = (subject.get(name) for name in ("common_name", "organization_name"))
    full_name = ", ".join(dict.fromkeys(part for part in parts if isinstance(part, str)))
    return full_name or str(certificate.subject.human_friendly)


def _digest(certificate: Any) -> str:
    return sha256(certificate.dump()).hexdigest()
