"""Find a marking in the texts of a PDF. Scanned pages have none."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DeprecationError, PyPdfError

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings.found import Found

FIRST = 3  # pages that are read before the last
# pypdf raised these for parts of 15,000 PDFs with random damage. Such a part is left out, so that
# the other pages are read. Any other error ends the process, and the operator is warned.
DAMAGED = (
    PyPdfError, DeprecationError, AttributeError, NotImplementedError, TypeError, ValueError,
)  # fmt: skip


def find(content: bytes) -> Found | None:
    """Return the first marking in a PDF, or None. A PDF with a password is not read."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    for place, text in _texts(reader):
        if marking := find_marking(text):
            return Found(marking, place)
    return None


def _texts(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield each text with its place. The first pages and the last come before the others."""
    yield "The properties of the file", _properties(reader)
    every = range(len(reader.pages))
    for number in dict.fromkeys([*every[:FIRST], *every[-1:], *every]):
        yield f"Page {number + 1}", _of_page(reader.pages[number])


def _properties(reader: PdfReader) -> str:
    with suppress(*DAMAGED):
        return "\n".join(str(value) for value in (reader.metadata or {}).values())
    return ""


def _of_page(page: PageObject) -> str:
    """Return the text of a page, and of the notes, stamps and answers on it."""
    texts = []
    with suppress(*DAMAGED):
        texts.append(page.extract_text())
    with suppress(*DAMAGED):
        notes: list[Any] = [note.get_object() for note in page.get("/Annots") or []]
        texts += [str(note.get(key, "")) for note in notes for key in ("/Contents", "/V")]
    return "\n".join(texts)
