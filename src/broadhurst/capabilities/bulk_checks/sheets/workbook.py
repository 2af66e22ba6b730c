"""Read Excel workbooks.

Formulas are never calculated: a cell is what Excel last showed.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from broadhurst.capabilities.bulk_checks.sheets.headings import find_headings
from broadhurst.capabilities.bulk_checks.sheets.parts import BROKEN, look_through
from broadhurst.capabilities.bulk_checks.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    NEVER_WORKED_OUT,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    NoSuchSheet,
    Table,
    Unreadable,
)

EXCELS_ROWS, EXCELS_COLUMNS = 1_048_576, 16_384
# Empty rows, or rows with only borders, that a sheet may have beside its table.
SPARE_ROWS = 10_000
EXACTLY = 2**53  # a float represents every whole number up to this one
NAMED = 5  # sheets that are not read
LONGEST_TITLE = 31  # of a sheet in Excel
# Errors that openpyxl raises on missing, truncated or malformed parts. zipfile raises RuntimeError
# for a part with a password or an unknown compression.
FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, InvalidFileException, ParseError,
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, EOFError, OSError,
    RuntimeError,
)  # fmt: skip


def read(file: BinaryIO, named: str = "") -> Table:
    """Return the table on the named sheet, or else on the first sheet that has one.

    Its notes list the sheets that were not read. A sheet with one row, such as a cover, is
    skipped. Raises Unreadable.
    """
    try:
        look_through(file)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return _read(book, _bare(named))
    except Unreadable:
        raise
    except FAULTS as fault:
        raise Unreadable(BROKEN) from fault


def _read(book: Any, named: str) -> Table:
    reader, table, others = _Reader(book), Table(), []
    sheets = [
        sheet for sheet in book.worksheets if hasattr(sheet, "_get_source")
    ]  # the others are charts
    if len({sheet._worksheet_path for sheet in sheets}) < len(sheets):
        raise Unreadable(BROKEN)  # a part that was scanned once would be read many times
    if named and named not in (_bare(sheet.title) for sheet in sheets):
        titles = ", ".join(f"“{sheet.title[:LONGEST_TITLE]}”" for sheet in sheets[:NAMED])
        raise NoSuchSheet(f"There is no sheet of this name. The first sheets are {titles}.")
    for sheet in sheets:
        if table.rows or (named and _bare(sheet.title) != named):
            others.append((sheet.title, reader.count(sheet)))
        elif (candidate := reader.table_on(sheet)).rows:
            table = candidate
        else:
            others.append((sheet.title, int(bool(candidate.headings))))
    table.notes += _not_read(others) if table.rows else []
    return table


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


class _Reader:
    """Reads the sheets of a workbook, up to the limits."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def table_on(self, sheet: Any) -> Table:
        """Return the table on a sheet."""
        table = Table()
        for place, (number, cells) in enumerate(self._rows(sheet), start=1):
            if place > MOST_ROWS + SPARE_ROWS:
                raise Unreadable(TOO_MANY_ROWS)
            table.add(number, cells)
        find_headings(table)
        return table

    def count(self, sheet: Any) -> int:
        """Return how many rows of a sheet have content, counted up to the limit."""
        filled = 0
        for place, (_, cells) in enumerate(self._rows(sheet), start=1):
            filled += any(cells)
            if place == MOST_ROWS + SPARE_ROWS:
                break
        return filled

    def _rows(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        """Yield the stored rows with their numbers. Missing rows are not filled in."""
        with sheet._get_source() as source:
            parser = _Parser(
                source, sheet._shared_strings, data_only=True, epoch=self.book.epoch,
                date_formats=self.book._date_formats,
                timedelta_formats=self.book._timedelta_formats,
            )  # fmt: skip
            for number, cells in parser.parse():
                if number > EXCELS_ROWS:
                    raise Unreadable(BROKEN)
                yield number, _texts(cells)


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser, with a mark for formulas that have no value."""

    def parse_row(self, row: Element) -> tuple[int, list[dict[str, Any]]]:
        """Return the number of a row and its cells."""
        if len(row) > EXCELS_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS)
        return super().parse_row(row)  # type: ignore[no-any-return]

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell, marked if it has a formula that was never calculated.

        Some programs leave formulas for Excel to calculate, so no value is stored. A formula with
        an empty text as its value has been calculated.
        """
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            is_empty = element.get("t") == "str" and element.find(VALUE_TAG) is not None
            cell["value"] = None if is_empty else NEVER_WORKED_OUT
        return cell


def _texts(cells: list[dict[str, Any]]) -> list[str]:
    """Return the cells of a row at their places, up to the last filled one.

    A cell beyond the limit is moved to one place after it, so that the row is refused for too many
    columns.
    """
    texts: list[str] = []
    for cell in cells:
        if cell["value"] is None:
            continue
        place = min(int(cell["column"]), MOST_COLUMNS + 1)
        texts.extend([""] * (place - len(texts)))
        texts[place - 1] = _text(cell["value"])
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
