"""Put several sheets of a workbook side by side as one table. Each has columns of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from broadhurst.capabilities.bulk_checks.sheets.table import Table
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT

OCGS, PEOPLE = "ocgs", "people"
# The other sheets that a tracker can have, in the order in which they are read.
OTHERS = {PEOPLE: "people", "identifiers": "identifiers", "actions": "actions of plans"}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, what it has, and how many columns and rows."""

    title: str
    kind: str
    columns: int
    rows: int

    @property
    def has_people(self) -> bool:
        """Whether its rows add people. The rows of other sheets name people of these."""
        return self.kind in (OCGS, PEOPLE)


def side_by_side(tables: Sequence[tuple[str, str, Table]]) -> tuple[Table, list[Sheet]]:
    """Return one table of several, each with its title and kind.

    A row has its cells below the headings of its own sheet. A heading begins with its sheet.
    """
    whole = Table(longest_cell=tables[0][2].longest_cell)
    sheets: list[Sheet] = []
    for title, kind, table in tables:
        before = [""] * len(whole.headings)
        width = max(len(table.headings), *(len(cells) for _, cells in table.rows))
        headings = table.headings + [""] * (width - len(table.headings))
        whole.headings += [f"{title}: {heading}" if heading else "" for heading in headings]
        whole.rows += [(number, [*before, *cells]) for number, cells in table.rows]
        sheets.append(Sheet(title, kind, width, len(table.rows)))
    titles = [title.casefold() for title, _, _ in tables]
    notes = (note for _, _, table in tables for note in table.notes)
    whole.notes = [
        note
        for note in dict.fromkeys(notes)
        if not any(note.casefold().startswith(f"sheet “{title}”") for title in titles)
    ]
    return whole, sheets


def as_stored(sheets: Sequence[Sheet]) -> list[list[str | int]]:
    """Return sheets as lists, to be stored."""
    return [list(astuple(sheet)) for sheet in sheets]


def from_stored(stored: Sequence[Sequence[str | int]]) -> list[Sheet]:
    """Return sheets from what was stored."""
    return [
        Sheet(str(title), str(kind), int(columns), int(rows))
        for title, kind, columns, rows in stored
    ]


def spans(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, slice, slice]]:
    """Yield each sheet with the span of its columns and that of its rows."""
    column = row = 0
    for sheet in sheets:
        columns, rows = column + sheet.columns, row + sheet.rows
        yield sheet, slice(column, columns), slice(row, rows)
        column, row = columns, rows


def only(columns: Sequence[str], span: slice) -> list[str]:
    """Return the fields of columns, and leave out those of other sheets."""
    places = range(*span.indices(len(columns)))
    return [name if at in places else LEFT_OUT for at, name in enumerate(columns)]
