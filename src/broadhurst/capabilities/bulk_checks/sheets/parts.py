"""Scan the parts of a workbook for attacks before reading it.

A workbook is a ZIP archive of XML. A few thousand packed bytes can take hours and all memory to
read. So its unpacked size, its elements and its tags have limits. No part may declare a document
type: Excel never does, and its entities can expand without end. The XML parser itself does the
scan, so that no comment, encoding or length can hide anything.
"""

import zipfile
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from broadhurst.capabilities.bulk_checks.sheets.table import TOO_LARGE, Unreadable

MOST_UNPACKED = 250_000_000
MOST_PARTS = 2_000
WHAT_IT_IS = "[Content_Types].xml"
BROKEN = "The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that."
TOO_MUCH = (
    "The workbook holds more than can be read. Copy only the table into a new workbook, without "
    "columns that are not needed, or split it."
)
# Cost of reading an element, in microseconds. Elements of cells cost little; those of fonts, links
# or sheets cost more. A sheet of 100,000 rows can have about 10 columns of distinct texts, or 20 of
# numbers.
WORK = {"row": 3, "c": 3, "v": 2, "f": 2, "is": 5, "t": 2, "si": 4, "sheet": 40_000}
WORK_OF_OTHERS = 20
MOST_WORK = 12_000_000
# No real tag or comment is this long. The parser scans an unfinished one again with each block.
LONGEST_TAG = 50_000
AT_ONCE = 64 * 1024


def look_through(file: BinaryIO) -> None:
    """Refuse an archive that is not a workbook, or that would cost too much to read."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        # Python reads no more of a part than the size that its entry declares.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        if WHAT_IT_IS not in archive.namelist():
            raise Unreadable(BROKEN)
        left = MOST_WORK
        for part in parts:
            with archive.open(part) as opened:
                left -= _cost_of(opened, left)


def _cost_of(part: IO[bytes], most: int) -> int:
    """Return the cost of reading a part. Raises Unreadable if it is more than `most`.

    A part that is not XML, such as a picture, costs only what is parsed before the error. A later
    XML parser gets no further.
    """
    parser, work, sent = ParserCreate(namespace_separator="}"), 0, 0

    def count(name: str, _attributes: object) -> None:
        nonlocal work
        work += WORK.get(name.rpartition("}")[2], WORK_OF_OTHERS)

    parser.StartElementHandler = count
    parser.StartDoctypeDeclHandler = _refuse
    while block := part.read(AT_ONCE):
        try:
            parser.Parse(block)
        except ExpatError:
            return work
        sent += len(block)
        if work > most or sent - parser.CurrentByteIndex > LONGEST_TAG:
            raise Unreadable(TOO_MUCH)
    return work


def _refuse(*_declared: object) -> None:
    raise Unreadable(BROKEN)
