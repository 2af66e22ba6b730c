"""A spreadsheet's table as texts, and the limits of its size."""

from dataclasses import dataclass, field

from broadhurst.foundation.invisible_characters import find_invisible
from broadhurst.foundation.spreadsheet import MARKING

MOST_ROWS = 100_000
MOST_COLUMNS = 60
MOST_BYTES = 25_000_000
LONGEST_CELL = 500
LONGEST_HEADING = 80
# Marks a cell whose formula was never calculated, in the style of Excel's own errors.
NEVER_WORKED_OUT = "#FORMULA"
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")

TOO_MANY_ROWS = f"The file has more than {MOST_ROWS:,} rows. Split it, and send each part."
TOO_MANY_COLUMNS = (
    f"The file has more than {MOST_COLUMNS} columns. Keep only those that describe the targets."
)
TOO_LARGE = (
    f"The file is larger than {MOST_BYTES // 1_000_000} MB. Remove columns that are not needed, "
    "or split it."
)

UNSEEN = "The headings have invisible characters. There is {which}: type it again."


class Unreadable(ValueError):
    """The file cannot be read; the message says why and what to do."""


class NoSuchSheet(Unreadable):
    """The file has no sheet of that name; the message lists its sheets."""


@dataclass
class Table:
    """Headings, and rows with their number in the file, from 1 as in a spreadsheet.

    Empty rows are left out. A cell is cut one character above the limit, so that the row's reader
    can report that it is too long. `notes` list what was not read as a row, and what looks wrong.
    """

    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    longest_cell: int = LONGEST_CELL
    notes: list[str] = field(default_factory=list)

    def add(self, number: int, cells: list[str]) -> None:
        """Add the next row of the file. The first row is the headings."""
        cells = [cell.strip()[: self.longest_cell + 1] for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (len(cells) == 1 and cells[0] in MARKINGS):
            return
        cells = self._without_marking(cells)
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS)
        if not self.headings:
            self.headings = [_seen(cell[:LONGEST_HEADING]) for cell in cells]
        elif len(self.rows) == MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        else:
            self.rows.append((number, cells))

    def _without_marking(self, cells: list[str]) -> list[str]:
        """Return a row without the marking that a file taken from here has in its last column."""
        if self.headings:
            is_marked = len(cells) == len(self.headings) + 1 and cells[-1] in MARKINGS
        else:
            is_marked = cells[-1] == MARKING
        return cells[:-1] if is_marked else cells


def _seen(heading: str) -> str:
    if which := find_invisible(heading):
        raise Unreadable(UNSEEN.format(which=which))
    return heading
