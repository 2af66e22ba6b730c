"""SHA-256 digests of a published letter: its text, its PDF and its DOCX. Pure."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FORMS = {"text": "Text", "pdf": "PDF", "docx": "DOCX"}


@dataclass(frozen=True)
class Digest:
    """The digest of one form of a letter, as recorded and as counted now."""

    form: str
    recorded: str
    now: str

    @property
    def name(self) -> str:
        """The name of the file format."""
        return FORMS[self.form]

    @property
    def is_intact(self) -> bool:
        """Whether the stored form is the one that was published."""
        return self.recorded == self.now


def digests(markdown: str, pdf: bytes, docx: bytes) -> dict[str, str]:
    """Return the digests of a letter, in hexadecimal, by the name of their column."""
    content = {"text": markdown.encode(), "pdf": pdf, "docx": docx}
    return {f"{form}_sha256": sha256(data).hexdigest() for form, data in content.items()}


def verified(publication: Any) -> list[Digest]:
    """Return the digests of a publication, counted again."""
    now = digests(publication.markdown, bytes(publication.pdf), bytes(publication.docx))
    return [
        Digest(form, getattr(publication, f"{form}_sha256"), now[f"{form}_sha256"])
        for form in FORMS
    ]


def form_of(publication: Any, content: bytes) -> str:
    """Return the form of a publication that a file is, in words, or "" if it is none."""
    digest = sha256(content).hexdigest()
    forms = (form for form in FORMS if getattr(publication, f"{form}_sha256") == digest)
    return FORMS.get(next(forms, ""), "")
