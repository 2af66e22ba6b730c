"""Find the row of headings: the first row, unless titles come above it."""

import re

from broadhurst.capabilities.bulk_checks.sheets.columns import guess
from broadhurst.capabilities.bulk_checks.sheets.table import LONGEST_HEADING, Table, Unreadable

MOST_TITLES = 10
# Text that is data and never a heading: a number, a date, an email address, a mark, a postcode.
DATA = re.compile(
    r"[+(]?\d[\d\s()./-]{3,}\d|[^@\s]+@[^@\s]+\.\w+|[A-Z]{2}\d{2} ?[A-Z]{3}"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{1,2}(st|nd|rd|th)? [A-Za-z]{3,9}\.?,? \d{2,4}"
)
LOOKS_LIKE_DATA = (
    "The first row looks like data (“{cell}”), but it must name the columns. Put a row of headings "
    "above it, like Name, Date of birth, Phone number, and send the file again."
)
A_TITLE = "“{text}” looks like a title above row {number}, so it is not checked."


def find_headings(table: Table) -> None:
    """Skip titles above the headings, with a note.

    Raises Unreadable without headings.
    """
    for _ in range(_titles_above(table)):
        number, cells = table.rows.pop(0)
        title = next(filter(None, table.headings))
        table.notes.append(A_TITLE.format(text=title, number=number))
        table.headings = [cell[:LONGEST_HEADING] for cell in cells]
    if table.rows and (cell := _data_in(table.headings)):
        raise Unreadable(LOOKS_LIKE_DATA.format(cell=cell))


def _titles_above(table: Table) -> int:
    """Return how many rows of one cell come above a row that names several columns."""
    first = [table.headings, *(cells for _, cells in table.rows[:MOST_TITLES])]
    for titles, cells in enumerate(first):
        if sum(map(bool, cells)) > 1:
            is_named = any(guess(cells)) and not any(map(DATA.fullmatch, cells))
            return titles if is_named else 0
    return 0


def _data_in(headings: list[str]) -> str:
    """Return the first heading that looks like data, unless more are known names."""
    data = [heading for heading in headings if DATA.fullmatch(heading)]
    return data[0] if data and len(data) >= sum(map(bool, guess(headings))) else ""
