"""Read Excel workbooks.

Formulas are never calculated: a cell is what Excel last showed.
"""

import lzma
import struct
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    load_workbook,
)

from broadhurst.capabilities.bulk_checks.sheets.headings import find_headings
from broadhurst.capabilities.bulk_checks.sheets.parts import Scan, look_through
from broadhurst.capabilities.bulk_checks.sheets.positions import BROKEN, UNKNOWN_ERROR, Cells
from broadhurst.capabilities.bulk_checks.sheets.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    NoSuchSheet,
    Table,
    Unreadable,
)

EXACTLY = 2**53  # a float represents every whole number up to this one
NAMED = 5  # sheets that are not read
LONGEST_TITLE = 31  # of a sheet in Excel
# Errors on missing, truncated or malformed parts. zipfile raises RuntimeError for a part with a
# password or an unknown compression.
FAULTS = (
    CalamineError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, LookupError,
    ValueError, ArithmeticError, EOFError, OSError, RuntimeError,
)  # fmt: skip


def read(file: BinaryIO, named: str = "", longest_cell: int = LONGEST_CELL) -> Table:
    """Return the table on the named sheet, or else on the first sheet that has one.

    Its notes list the sheets that were not read. A sheet with one row, such as a cover, is
    skipped. Raises Unreadable.
    """
    try:
        scan = look_through(file)
        with load_workbook(scan.clean) as book:
            return _read(book, scan, _bare(named), longest_cell)
    except Unreadable:
        raise
    except FAULTS as fault:
        raise Unreadable(BROKEN) from fault


def _read(book: CalamineWorkbook, scan: Scan, named: str, longest_cell: int) -> Table:
    table, others, sheets = Table(), [], _sheets(book, scan)
    if named and named not in (_bare(title) for _, title, _ in sheets):
        titles = ", ".join(f"“{title[:LONGEST_TITLE]}”" for _, title, _ in sheets[:NAMED])
        raise NoSuchSheet(f"There is no sheet of this name. The first sheets are {titles}.")
    for place, title, cells in sheets:
        if table.rows or (named and _bare(title) != named):
            others.append((title, cells.rows))
        elif (candidate := _table_on(book, place, cells, longest_cell)).rows:
            table = candidate
        else:
            others.append((title, int(bool(candidate.headings))))
    table.notes += _not_read(others) if table.rows else []
    return table


def _sheets(book: CalamineWorkbook, scan: Scan) -> list[tuple[int, str, Cells]]:
    """Return the place, title and cells of each worksheet. The other sheets are charts."""
    about = book.sheets_metadata
    if [sheet.name for sheet in about] != [title for title, _ in scan.sheets]:
        raise Unreadable(BROKEN)
    sheets = [
        (place, *scan.sheets[place])
        for place, sheet in enumerate(about)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    parts = {part for _, _, part in sheets}
    # A part that was scanned once would be read many times.
    if len(parts) < len(sheets) or not parts <= scan.cells.keys():
        raise Unreadable(BROKEN)
    return [(place, title, scan.cells[part]) for place, title, part in sheets]


def _bare(title: str) -> str:
    return title.strip().casefold()


def _not_read(others: list[tuple[str, int]]) -> list[str]:
    """Return notes on the sheets that have rows but are not read."""
    sheets = [(title, rows) for title, rows in others if rows]
    notes = [
        f"Sheet “{title[:LONGEST_TITLE]}” ({'1 row' if rows == 1 else f'{rows:,} rows'}) was not "
        "read. Only one sheet is checked. To check it too, send the file again and name that sheet."
        for title, rows in sheets[:NAMED]
    ]
    more = len(sheets) - len(notes)
    if more > 0:
        notes.append(f"{more} more sheet{' was' if more == 1 else 's were'} not read.")
    return notes


def _table_on(book: CalamineWorkbook, place: int, cells: Cells, longest_cell: int) -> Table:
    """Return the table on a sheet."""
    if cells.unknown_error:
        row, error = cells.unknown_error
        raise Unreadable(UNKNOWN_ERROR.format(row=row, error=error))
    sheet, table = book.get_sheet_by_index(place), Table(longest_cell=longest_cell)
    before = [""] * sheet.start[1] if sheet.start else []
    for number, values in enumerate(sheet.iter_rows(), start=1):
        marks = cells.marks.pop(number, {})
        if marks or any(value != "" for value in values):
            table.add(number, _texts([*before, *values], marks))
    for number, marks in sorted(cells.marks.items()):  # below the last value
        table.add(number, _texts([], marks))
    find_headings(table)
    return table


def _texts(values: list[Any], marks: dict[int, str]) -> list[str]:
    """Return the cells of a row at their places, with the marks of those that were left empty.

    A mark beyond the limit is moved to one place after it, so that the row is refused for too many
    columns.
    """
    texts = [value if type(value) is str else _text(value) for value in values]
    for column, mark in marks.items():
        place = min(column, MOST_COLUMNS + 1)
        texts.extend([""] * (place - len(texts)))
        texts[place - 1] = mark
    return texts


def _text(value: Any) -> str:
    """Return a cell as text: a date in ISO format, a whole number without a fraction."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        # A float cannot hold more digits, so write the number as shortened, which is refused.
        return str(int(value)) if abs(value) <= EXACTLY else f"{value:.15E}"
    return str(value)
