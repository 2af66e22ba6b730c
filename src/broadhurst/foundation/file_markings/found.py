"""Where a marking is, how much of a file is read to find it, and what a file is."""

import re
from dataclasses import dataclass

SECONDS = 10  # to read a file
MEMORY = 600_000_000  # bytes, to read a file that is packed
ZIP, RTF, PDF = b"PK\x03\x04", b"{\\rtf", b"%PDF-"
PDF_WITHIN = 1024  # some programs write a few bytes before it
MAIL = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}: ")  # an email begins with a header
MAIL_VERSION, MAIL_WITHIN = b"\nmime-version:", 20_000


@dataclass(frozen=True)
class Found:
    """A marking, and the place in the file that has it: "The footer"."""

    marking: str
    place: str


def is_pdf(content: bytes) -> bool:
    """Return whether a file is a PDF."""
    return PDF in content[:PDF_WITHIN]


def is_mail(content: bytes) -> bool:
    """Return whether a file is an email."""
    begins = b"\n" + content[:MAIL_WITHIN].lower()
    return bool(MAIL.match(content)) and MAIL_VERSION in begins


def is_packed(content: bytes) -> bool:
    """Return whether the texts of a file are packed or encoded, or split by its formatting."""
    return content.startswith((ZIP, RTF)) or is_pdf(content) or is_mail(content)
