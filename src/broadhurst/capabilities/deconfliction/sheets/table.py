"""A table as it was sent, in texts, and the limits of what is taken."""

from dataclasses import dataclass, field

from broadhurst.foundation.invisible_characters import find_invisible

MOST_ROWS = 100_000
MOST_COLUMNS = 60
MOST_BYTES = 25_000_000
LONGEST_CELL = 500
LONGEST_HEADING = 80
# Stands in a cell whose formula nobody worked out, in the way of Excel's own faults.
NEVER_WORKED_OUT = "#FORMULA"
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")

TOO_MANY_ROWS = f"The file has more than {MOST_ROWS:,} rows. Split it, and send each part."
TOO_MANY_COLUMNS = (
    f"The file has more than {MOST_COLUMNS} columns. Keep those that name somebody or something."
)
TOO_LARGE = (
    f"The file is larger than {MOST_BYTES // 1_000_000} MB. Take out columns that are not needed, "
    "or split it."
)

UNSEEN = "The headings have invisible characters. There is {which}: type it again."


class Unreadable(ValueError):
    """The file cannot be taken; the message says why and what to do."""


class NoSuchSheet(Unreadable):
    """The file has no sheet of the name that was asked for; the message says which it has."""


@dataclass
class Table:
    """Headings, and rows with their number in the file: the first row is 1, as a spreadsheet says.

    Rows with nothing in them are left out. A cell keeps one character more than the longest that
    is taken, so that whoever reads the row can say that it is too long. `notes` say what of the
    file was not read as a row, and what looks wrong with it.
    """

    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, number: int, cells: list[str]) -> None:
        """Take in the next row of the file: the first is the headings."""
        cells = [cell.strip()[: LONGEST_CELL + 1] for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (len(cells) == 1 and cells[0] in MARKINGS):
            return
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS)
        if not self.headings:
            self.headings = [_seen(cell[:LONGEST_HEADING]) for cell in cells]
        elif len(self.rows) == MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        else:
            self.rows.append((number, cells))


def _seen(heading: str) -> str:
    if which := find_invisible(heading):
        raise Unreadable(UNSEEN.format(which=which))
    return heading
