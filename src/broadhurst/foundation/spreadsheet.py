"""Write tables for download, with a marking and no cells that run as formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# Characters that a spreadsheet treats as the start of a formula (OWASP, CSV injection).
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = Sequence[str | int]  # numbers are our own counts; officers' cells are always texts
Rows = Iterable[Row]
BOLD, IN_LINES = Font(bold=True), Alignment(wrap_text=True)
MARKING = "Marking"  # the heading of its column in CSV
HEADINGS_AT = 2  # below the marking
MEASURED = 500  # rows that are measured, because widths are written before the rows
NARROWEST, WIDEST = 8, 60  # characters
AT_A_TIME = 65_536  # bytes of a part


def looks_like_a_formula(text: str) -> bool:
    """Return whether a spreadsheet might treat a text as a formula."""
    return text.lstrip(" ").startswith(FORMULA_BEGINS)


def harmless(text: str) -> str:
    """Return the text, with an apostrophe before it if it might run as a formula."""
    return f"'{text}" if looks_like_a_formula(text) else text


def as_csv(headings: list[str], rows: Rows, marking: str) -> bytes:
    """Return the table as CSV (see `csv_parts`)."""
    return b"".join(csv_parts(headings, rows, marking))


def csv_parts(headings: list[str], rows: Rows, marking: str) -> Iterator[bytes]:
    """Yield the table as CSV: the headings first, and the marking as the last cell of each row.

    Tools for analysis take the first row as headings, and a row that is copied elsewhere keeps its
    marking. It is UTF-8 with a byte order mark, so that Excel reads it. A part has about AT_A_TIME
    bytes, so a long table is never in memory at once.
    """
    text = StringIO("\ufeff")
    text.seek(0, 2)
    out = csv.writer(text)
    marked = (_marked(row, len(headings), marking) for row in rows)
    for row in chain([[*headings, MARKING]], marked):
        out.writerow(harmless(str(cell)) for cell in row)
        if text.tell() >= AT_A_TIME:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _marked(row: Row, width: int, marking: str) -> Row:
    """Return a row with the marking in its own column, also if the row has fewer cells."""
    return [*row, *[""] * (width - len(row)), marking]


def workbook_parts(headings: list[str], rows: Rows, marking: str) -> Iterator[bytes]:
    """Yield the table as an Excel workbook, with the marking also on printed pages.

    A workbook stores the type of each cell, so texts need no apostrophe. It is written to files and
    not to memory. Its first part comes once the last row is written.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Results")
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking
    sheet.freeze_panes = f"A{HEADINGS_AT + 1}"
    coming = iter(rows)
    first = list(islice(coming, MEASURED))
    for place, width in enumerate(_widths([headings, *first]), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width

    sheet.append([_cell(sheet, marking)])
    sheet.append([_cell(sheet, heading, BOLD) for heading in headings])
    last = HEADINGS_AT
    for row in chain(first, coming):
        sheet.append([_cell(sheet, value) for value in row])
        last += 1
    sheet.append([_cell(sheet, marking)])
    # Leave the last marking out of the filter, so that it is not sorted or hidden.
    sheet.auto_filter.ref = f"A{HEADINGS_AT}:{get_column_letter(len(headings))}{last}"
    with TemporaryFile() as packed:
        book.save(packed)
        packed.seek(0)
        while part := packed.read(AT_A_TIME):
            yield part


def _cell(sheet: Any, value: str | int, font: Font | None = None) -> WriteOnlyCell:
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # openpyxl took “=” for the start of a formula
    if looks_like_a_formula(value):
        cell.quotePrefix = True  # a text also once somebody edits it
    if "\n" in value:
        cell.alignment = IN_LINES
    if font:
        cell.font = font
    return cell


def _widths(rows: Iterable[Row]) -> list[int]:
    """Return the width of each column for its longest line, within bounds."""
    longest: list[int] = []
    for row in rows:
        longest += [0] * (len(row) - len(longest))
        for place, value in enumerate(row):
            lines = (len(line) for line in str(value).splitlines())
            longest[place] = max(longest[place], *lines, 0)
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


WRITERS = {"csv": csv_parts, "xlsx": workbook_parts}
