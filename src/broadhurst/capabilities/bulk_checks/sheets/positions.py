"""Note where a sheet's cells are, and what the reader of workbooks leaves out of them.

The reader makes a place for every cell between the first and the last value. It shows an error, and
a formula that was never calculated, as an empty cell.
"""

import re
from collections.abc import Callable

from broadhurst.capabilities.bulk_checks.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    NEVER_WORKED_OUT,
    TOO_MANY_COLUMNS,
    Unreadable,
)

BROKEN = "The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that."
TOO_FAR = (
    "The workbook has a cell far from the table, in row {row:,}. Copy only the table into a new "
    "workbook, and send that."
)
TOO_MANY_MARKS = (
    "Too many cells have errors, or formulas that were never calculated. Open the workbook in "
    "Excel, save it and send it again."
)
UNKNOWN_ERROR = (
    "The workbook shows an error that cannot be read ({error}) in row {row:,}. Correct the cell or "
    "clear it."
)
EXCELS_ROWS, EXCELS_COLUMNS = 1_048_576, 16_384
# Empty rows, or rows with only borders, that a sheet may have beside its table.
SPARE_ROWS = 10_000
# Rows times columns. The reader keeps 32 bytes for each.
MOST_PLACES = (MOST_ROWS + SPARE_ROWS) * (MOST_COLUMNS + 1)
MOST_MARKS = 500_000
# Others stop the reader.
KNOWN_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
LONGEST_ERROR = 20
DIGITS = "0123456789"
COLUMN, ROW = re.compile("[A-Za-z]{1,3}"), re.compile("[0-9]{1,7}")
LETTERS = 26

Attributes = dict[str, str]


class Cells:
    """The cells of one part. Rows and columns count from 1.

    `marks` are the texts of cells that the reader leaves empty, by row and column. `rows` counts
    the rows that have a value.
    """

    def __init__(self) -> None:
        self.marks: dict[int, dict[int, str]] = {}
        self.rows = 0
        # The row and the words of the first error that stops the reader.
        self.unknown_error: tuple[int, str] | None = None
        self._row = self._column = self._bottom = self._right = self._marked = 0
        self._row_text = self._kind = ""
        # Where the reader may come to, if it misses a reference and counts on from the one before.
        self._row_bound = self._column_bound = 0
        self._is_formula = self._has_value = False
        self._text: list[str] = []
        self._columns: dict[str, int] = {}

    def start_row(self, attributes: Attributes) -> None:
        """Begin a row."""
        self.finish_cell()
        self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
        self._row_text = str(self._row)
        self._row_bound = max(self._row, self._row_bound + 1)
        self._column = self._column_bound = 0

    def start_cell(self, attributes: Attributes) -> None:
        """Begin a cell."""
        if self._is_formula or self._kind == "e":
            self.finish_cell()
        self._kind = attributes.get("t", "")
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(DIGITS)
            self._column = self._columns.get(letters) or self._learn(letters)
            row = place[len(letters) :]
            if row != self._row_text:
                self._row, self._row_text = _number(row), row
                self._row_bound = max(self._row, self._row_bound)
        self._column_bound = max(self._column, self._column_bound + 1)

    def start_formula(self) -> None:
        """Note that the cell has a formula."""
        self._is_formula = True

    def start_value(self) -> Callable[[str], None] | None:
        """Note that the cell has a value. Return what collects its text, if that is needed."""
        if self._row_bound > self._bottom:
            self._bottom = self._row_bound
            self.rows += 1
        if self._column_bound > self._right:
            self._right = self._column_bound
        if not self._is_formula and self._kind != "e":
            return None
        self._has_value = True
        return self._text.append

    def finish_cell(self) -> None:
        """Mark the cell if it has an error, or a formula that was never calculated.

        Some programs leave formulas for Excel to calculate, so no value is stored. A formula with
        an empty text as its value has been calculated.
        """
        text = "".join(self._text).strip()
        if self._kind == "e" and text:
            self._mark(text[:LONGEST_ERROR])
            if text not in KNOWN_ERRORS and not self.unknown_error:
                self.unknown_error = (self._row, text[:LONGEST_ERROR])
        elif self._is_formula and not text and not (self._has_value and self._kind == "str"):
            self._mark(NEVER_WORKED_OUT)
        self._kind, self._is_formula, self._has_value = "", False, False
        self._text.clear()

    def finish(self) -> None:
        """Finish the part. Raises Unreadable if the reader would need too many places."""
        self.finish_cell()
        if self._bottom > EXCELS_ROWS:
            raise Unreadable(BROKEN)
        if self._right > EXCELS_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS)
        if self._bottom * self._right > MOST_PLACES:
            raise Unreadable(TOO_FAR.format(row=self._bottom))

    def _mark(self, text: str) -> None:
        self.marks.setdefault(self._row, {})[self._column] = text
        self._marked += 1
        if self._marked > MOST_MARKS:
            raise Unreadable(TOO_MANY_MARKS)

    def _learn(self, letters: str) -> int:
        """Return a column's number from its letters (27 for AA), and cache it."""
        if not COLUMN.fullmatch(letters):
            raise Unreadable(BROKEN)
        number = 0
        for letter in letters.upper():
            number = number * LETTERS + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number


def _number(row: str) -> int:
    if not ROW.fullmatch(row):
        raise Unreadable(BROKEN)
    return int(row)
