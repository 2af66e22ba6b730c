"""Tables that officers take away, marked, and with no cell that a spreadsheet would work out."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# OWASP, CSV injection: what a spreadsheet takes for the start of a formula.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = Sequence[str | int]  # a number is one that we count, never what an officer sent
Rows = Iterable[Row]
BOLD, IN_LINES = Font(bold=True), Alignment(wrap_text=True)
HEADINGS_AT = 2  # below the marking
MEASURED = 500  # rows, to find how wide a column is: its width is written before them
NARROWEST, WIDEST = 8, 60  # characters


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for one."""
    return text.lstrip(" ").startswith(FORMULA_BEGINS)


def harmless(text: str) -> str:
    """The cell with a quotation mark before it, if a spreadsheet might take it for a formula."""
    return f"'{text}" if looks_like_a_formula(text) else text


def as_csv(headings: list[str], rows: Rows, marking: str) -> bytes:
    """The table in UTF-8 with a byte order mark, so that Excel reads it; the marking about it."""
    text = StringIO()
    out = csv.writer(text)
    out.writerow([marking])
    out.writerow(map(harmless, headings))
    out.writerows([harmless(str(cell)) for cell in row] for row in rows)
    out.writerow([marking])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(headings: list[str], rows: Rows, marking: str) -> bytes:
    """The table as an Excel workbook, every text a text; the marking also where it is printed.

    A workbook says of a cell that it is a text, so that none needs a quotation mark to be seen.
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
    # The last marking is no row to be sorted or left out.
    sheet.auto_filter.ref = f"A{HEADINGS_AT}:{get_column_letter(len(headings))}{last}"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


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
    """How wide each column is to be for the longest line in it, within bounds."""
    longest: list[int] = []
    for row in rows:
        longest += [0] * (len(row) - len(longest))
        for place, value in enumerate(row):
            lines = (len(line) for line in str(value).splitlines())
            longest[place] = max(longest[place], *lines, 0)
    return [min(max(one + 2, NARROWEST), WIDEST) for one in longest]


WRITERS = {"csv": as_csv, "xlsx": as_workbook}
