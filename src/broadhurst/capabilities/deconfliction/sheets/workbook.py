"""Tables in Excel workbooks. Formulas are never worked out: a cell is what Excel last showed.

A workbook is a ZIP archive of XML: it is opened only if what it unpacks to is of a size that is
taken, and if none of its parts declares a document type (which none of Excel's does, and by which
a few bytes can be made to grow without end).
"""

import lzma
import re
import struct
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from broadhurst.capabilities.deconfliction.sheets.table import (
    MOST_COLUMNS,
    TOO_LARGE,
    Table,
    Unreadable,
)

MOST_UNPACKED = 250_000_000
MOST_PARTS = 2_000
WHAT_IT_IS = "[Content_Types].xml"
DOCUMENT_TYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
PROLOGUE = 2_000  # bytes in which a document type is declared, if there is one
BROKEN = "The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that."
# What openpyxl raises on parts that are missing, cut off or not what they should be; zipfile raises
# RuntimeError for a part that has a password, or is packed in a way that it does not know.
FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, InvalidFileException, ParseError,
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, EOFError, OSError,
    RuntimeError,
)  # fmt: skip


def read(file: BinaryIO) -> Table:
    """The table on the first sheet that has one. Raises Unreadable."""
    try:
        _look_at(file)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if table := _table_on(sheet):
                return table
    except Unreadable:
        raise
    except FAULTS as fault:
        raise Unreadable(BROKEN) from fault
    return Table()


def _look_at(file: BinaryIO) -> None:
    """Refuse an archive that is no workbook, or that would grow too large."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        # Python reads no more of a part than its entry says that it has.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        if WHAT_IT_IS not in archive.namelist():
            raise Unreadable(BROKEN)
        for part in parts:
            with archive.open(part) as opened:
                if DOCUMENT_TYPE.search(_plain(opened.read(PROLOGUE))):
                    raise Unreadable(BROKEN)


def _plain(start: bytes) -> bytes:
    """The start of a part, without the zero bytes of UTF-16."""
    return start.replace(b"\0", b"")


def _table_on(sheet: Any) -> Table | None:
    """The table on a sheet; None if nothing is on it."""
    if not hasattr(sheet, "iter_rows"):
        return None
    sheet.reset_dimensions()
    table = Table()
    cells = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for number, row in enumerate(cells, start=1):
        if any(value is not None for value in row):
            table.add(number, [_text(value) for value in row])
    return table if table.headings else None


def _text(value: Any) -> str:
    """A cell as text: a date as ISO writes it, a whole number without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
