"""Read a sent file into a table. Its content decides the format, not its name."""

from io import BytesIO

from broadhurst.capabilities.bulk_checks.sheets import separated, workbook
from broadhurst.capabilities.bulk_checks.sheets.table import (
    LONGEST_CELL,
    MOST_BYTES,
    TOO_LARGE,
    NoSuchSheet,
    Table,
    Unreadable,
)

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
OLD = (
    "This is an older Excel file, or one with a password. Save it as an Excel workbook (.xlsx) "
    "without a password, or as CSV."
)
NOT_A_TABLE = "This is not a CSV file or an Excel workbook (.xlsx). Save the table as one of them."
NO_ROWS = "The file has no rows under its headings. The first row must name the columns."


NO_SHEETS = "This is a CSV file, which has no sheets. Leave the answer empty."


def read(data: bytes, sheet: str = "", longest_cell: int = LONGEST_CELL) -> Table:
    """Return the table in a CSV file, or on a sheet of an Excel workbook.

    Without a sheet's name, the first sheet that has a table is read. A longer cell than
    `longest_cell` is cut one character above it. Raises Unreadable, with what to do.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(OLD)
    if data.startswith(PDF):
        raise Unreadable(NOT_A_TABLE)
    if data.startswith(ZIP):
        table = workbook.read(BytesIO(data), sheet, longest_cell)
    elif sheet.strip():
        raise NoSuchSheet(NO_SHEETS)
    else:
        table = separated.read(data, longest_cell)
    if not table.rows:
        raise Unreadable(NO_ROWS)
    return table
