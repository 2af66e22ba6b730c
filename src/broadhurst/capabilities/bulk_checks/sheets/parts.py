"""Scan the parts of a workbook for attacks before reading it.

A workbook is a ZIP archive of XML. A few thousand packed bytes can take hours and all memory to
read. So its unpacked size, its elements, its tags and the area of each sheet have limits. No part
may declare a document type: Excel never does, and its entities can expand without end. The XML
parser itself does the scan, so that no comment, encoding or length can hide anything. The scan
copies what it has seen into a new archive, and only that is read: two programs can disagree on what
an archive holds.
"""

import codecs
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from broadhurst.capabilities.bulk_checks.sheets.positions import BROKEN, Attributes, Cells
from broadhurst.capabilities.bulk_checks.sheets.table import TOO_LARGE, Unreadable

MOST_UNPACKED = 250_000_000
MOST_PARTS = 2_000
WHAT_IT_IS = "[Content_Types].xml"
# The parts to read. Other formats, which the reader also takes, have theirs elsewhere.
INSIDE, LINKS = "xl/", "_rels/.rels"
MAIN = "/officeDocument"  # the type of the link to the workbook
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
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # expat believes it whatever it is told
FAST = 1  # of the levels of compression


@dataclass
class Scan:
    """The sheets of a scanned workbook in order, by title and part, and the cells of each part.

    `clean` is an archive of what was scanned. The names of parts are in small letters.
    """

    sheets: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[str, Cells] = field(default_factory=dict)
    clean: BytesIO = field(default_factory=BytesIO)


def look_through(file: BinaryIO) -> Scan:
    """Refuse an archive that is not a workbook, or that would cost too much to read."""
    scan, parts = Scan(), {}
    with (
        zipfile.ZipFile(file) as archive,
        zipfile.ZipFile(scan.clean, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as copy,
    ):
        entries = archive.infolist()
        # Python reads no more of a part than the size that its entry declares.
        if len(entries) > MOST_PARTS or sum(part.file_size for part in entries) > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        if WHAT_IT_IS not in archive.namelist():
            raise Unreadable(BROKEN)
        left = MOST_WORK
        for entry in entries:
            name = entry.filename.lower()
            if name in parts:
                raise Unreadable(BROKEN)  # readers differ on which of the two they take
            parts[name] = part = _PartScan(left)
            with archive.open(entry) as opened:
                if name.startswith((INSIDE, LINKS)):
                    with copy.open(entry.filename, "w") as copied:
                        part.read(opened, copied.write)
                else:
                    part.read(opened, len)
            left -= part.work
    scan.clean.seek(0)
    scan.cells = {name: part.cells for name, part in parts.items()}
    scan.sheets = _sheets(parts)
    return scan


def _sheets(parts: dict[str, "_PartScan"]) -> list[tuple[str, str]]:
    """Return the title and the part of each sheet, in the order of the workbook."""
    links = parts[LINKS].targets.values() if LINKS in parts else ()
    workbook = next((_part_at(target, "/") for kind, target in links if kind.endswith(MAIN)), "")
    folder, name = posixpath.split(workbook)
    if workbook not in parts or f"{folder}/_rels/{name}.rels" not in parts:
        raise Unreadable(BROKEN)
    targets = parts[f"{folder}/_rels/{name}.rels"].targets
    return [
        (title, _part_at(targets.get(link, ("", ""))[1], f"/{folder}"))
        for title, link in parts[workbook].sheets
    ]


def _part_at(target: str, folder: str) -> str:
    """Return the name of the part that a link from a folder leads to."""
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/").lower()


class _PartScan:
    """Scans one part. Raises Unreadable if its cost is more than `most`."""

    def __init__(self, most: int) -> None:
        self.most, self.work, self.cells = most, 0, Cells()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, tuple[str, str]] = {}  # type and target, by id
        # The reader takes each part for UTF-8, even if it declares another encoding.
        self.parser = ParserCreate("utf-8", "}")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = _refuse

    def read(self, part: IO[bytes], copy: Callable[[bytes], int]) -> None:
        """Scan a part, and copy as much of it as is XML.

        A part that is not XML, such as a picture, costs only what is parsed before the error.
        """
        sent = 0
        while block := part.read(AT_ONCE):
            if b"\0" in block or block.startswith(UTF_16):
                break
            try:
                self.parser.Parse(block)
            except ExpatError:
                break
            sent += len(block)
            if self.work > self.most or sent - self.parser.CurrentByteIndex > LONGEST_TAG:
                raise Unreadable(TOO_MUCH)
            copy(block)
        self.cells.finish()

    def _start(self, name: str, attributes: Attributes) -> None:
        name = name.rpartition("}")[2]
        self.work += WORK.get(name, WORK_OF_OTHERS)
        if name == "c":
            self.cells.start_cell(attributes)
        elif name in ("v", "is"):
            self.parser.CharacterDataHandler = self.cells.start_value()
        elif name == "f":
            self.cells.start_formula()
            self.parser.CharacterDataHandler = None
        elif name == "row":
            self.cells.start_row(attributes)
        elif name == "sheet":
            links = [value for key, value in attributes.items() if key.endswith("}id")]
            self.sheets.append((attributes.get("name", ""), "".join(links[:1])))
        elif name == "Relationship":
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = (kind, target)


def _refuse(*_declared: object) -> None:
    raise Unreadable(BROKEN)
