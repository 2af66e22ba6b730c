"""What a workbook is made of, looked through before any of it is read.

A workbook is a ZIP archive of XML. A few thousand bytes can be packed that would take hours and all
memory to read: it is opened only if what it unpacks to, the elements in it and each of its tags are
of a size that is taken, and if none of its parts declares a document type (which none of Excel's
does, and by which entities grow without end). The parser itself is asked, so that no comment,
encoding or length hides anything from it.
"""

import zipfile
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from broadhurst.capabilities.deconfliction.sheets.table import TOO_LARGE, Unreadable

MOST_UNPACKED = 250_000_000
MOST_PARTS = 2_000
WHAT_IT_IS = "[Content_Types].xml"
BROKEN = "The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that."
TOO_MUCH = (
    "The workbook holds more than can be read. Copy the table alone into a new workbook, without "
    "columns that are not needed, or split it."
)
# What it takes to read an element, in about a microsecond: what cells are made of takes little,
# what describes fonts, links or other sheets more. A table of 100,000 rows has room for some
# ten columns of texts that are all different, and for twenty of numbers.
WORK = {"row": 3, "c": 3, "v": 2, "f": 2, "is": 5, "t": 2, "si": 4, "sheet": 40_000}
WORK_OF_OTHERS = 20
MOST_WORK = 12_000_000
# Neither a tag nor a comment is this long: while the rest of it comes, it is looked at again and
# again.
LONGEST_TAG = 50_000
AT_ONCE = 64 * 1024


def look_through(file: BinaryIO) -> None:
    """Refuse an archive that is no workbook, or that would take too much to read."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        # Python reads no more of a part than its entry says that it has.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        if WHAT_IT_IS not in archive.namelist():
            raise Unreadable(BROKEN)
        left = MOST_WORK
        for part in parts:
            with archive.open(part) as opened:
                left -= _work_of(opened, left)


def _work_of(part: IO[bytes], most: int) -> int:
    """What it takes to read a part. Raises Unreadable if that is too much.

    A part that is no XML, as a picture is none, takes nothing: whoever reads it as XML gets as far
    as this.
    """
    parser, work, sent = ParserCreate(namespace_separator="}"), 0, 0

    def count(name: str, _attributes: object) -> None:
        nonlocal work
        work += WORK.get(name.rpartition("}")[2], WORK_OF_OTHERS)

    parser.StartElementHandler = count
    parser.StartDoctypeDeclHandler = _refuse
    while some := part.read(AT_ONCE):
        try:
            parser.Parse(some)
        except ExpatError:
            return work
        sent += len(some)
        if work > most or sent - parser.CurrentByteIndex > LONGEST_TAG:
            raise Unreadable(TOO_MUCH)
    return work


def _refuse(*_declared: object) -> None:
    raise Unreadable(BROKEN)
