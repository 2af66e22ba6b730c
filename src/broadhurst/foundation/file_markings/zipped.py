"""Find a marking in a ZIP archive: an Office or OpenDocument file, or any other."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings import xml_text
from broadhurst.foundation.file_markings.found import Found

XML = (".xml", ".rels", ".vml")
MOST_UNPACKED = 50_000_000  # bytes of a file within the archive that is not XML
FIRST = re.compile(r"header|footer|workbook\.xml|styles\.xml|docprops", re.IGNORECASE)
# A part's place in words, by the name of the part. The first that fits is taken.
PLACES = (
    (r"header", "The header"),
    (r"footer", "The footer"),
    (r"comment", "A comment"),
    (r"(foot|end)notes", "A footnote"),
    (r"notesSlide([0-9]+)\.xml", "The notes of slide {}"),
    (r"slides/slide([0-9]+)\.xml", "Slide {}"),
    (r"slide(Master|Layout)", "The layout of the slides"),
    (r"workbook\.xml", "The name of a sheet"),
    (r"sharedStrings|worksheets/", "A cell"),
    (r"docProps|meta\.xml", "The properties of the file"),
)
FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, LookupError, ValueError,
    EOFError, OSError, RuntimeError,
)  # fmt: skip


def find(content: bytes, find_within: Callable[[bytes], Found | None]) -> Found | None:
    """Return the first marking in an archive, or None. `find_within` reads a file inside it.

    Headers, footers and names of sheets come first: a marking is usually there, and a large file is
    not always read to its end. Damaged parts and parts with a password are left out.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except FAULTS:
        return None
    entries = sorted(archive.infolist(), key=_order)
    for entry in entries:
        try:
            found = _in_entry(archive, entry, find_within)
        except FAULTS:
            continue
        if found:
            return found
    return None


def _in_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, find_within: Callable[[bytes], Found | None]
) -> Found | None:
    place = place_of(entry.filename)
    if marking := find_marking(entry.filename.replace("_", " ")):
        return Found(marking, "The name of a file in it")
    with archive.open(entry) as opened:
        if entry.filename.lower().endswith(XML):
            return xml_text.find(opened, place)
        found = find_within(opened.read(MOST_UNPACKED))
    return found and Found(found.marking, "A file in it")


def place_of(name: str) -> str:
    """Return where a part of a document is, in words."""
    for pattern, place in PLACES:
        if part := re.search(pattern, name, re.IGNORECASE):
            return place.format(*part.groups())
    return "The text"


def _order(entry: zipfile.ZipInfo) -> tuple[bool, bool]:
    """Sort headers and footers first, and what is not XML last."""
    name = entry.filename.lower()
    return not name.endswith(XML), not FIRST.search(name)
