"""Tables that officers take away, marked, and with no cell that a spreadsheet would work out."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# OWASP, CSV injection: what a spreadsheet takes for the start of a formula.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[list[str]]


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
    out.writerows([harmless(cell) for cell in row] for row in rows)
    out.writerow([marking])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(headings: list[str], rows: Rows, marking: str) -> bytes:
    """The table as an Excel workbook, every cell a text; the marking also where it is printed.

    A workbook says of a cell that it is a text, so that none needs a quotation mark to be seen.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Results")
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking
    for row in ([marking], headings, *rows, [marking]):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"  # openpyxl took “=” for the start of a formula
            if looks_like_a_formula(text):
                cell.quotePrefix = True  # a text also once somebody edits it
            cells.append(cell)
        sheet.append(cells)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_workbook}
