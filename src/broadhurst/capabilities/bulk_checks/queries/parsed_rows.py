"""The rows of a bulk check as they are parsed: targets, and notes on what cannot be checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from broadhurst.capabilities.bulk_checks.sheets.rows import RowReader, Subject
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow, Kind
from broadhurst.capabilities.deconfliction.targets.reading import (
    Reading,
    Stops,
    Wrong,
    among,
    stopped_of,
    targets_each,
)
from broadhurst.capabilities.deconfliction.targets.target import Target
from broadhurst.foundation import clock

LOOKED_AT = 1_000  # rows that are parsed for the preview, to show what is wrong
SHOWN = 10
Row = tuple[int, list[str]]  # its number in the file, and its cells
NOTHING = "Nothing in this row can be checked."
ADVISED = 5  # example cells of a column, shown where its content is chosen


@dataclass(frozen=True)
class Understood:
    """A parsed row: its target, if any, and notes on what cannot be checked."""

    number: int
    target: Target | None
    wrong: list[str]

    @property
    def checked(self) -> list[str]:
        """The target's name and identifiers that are checked, in words."""
        if self.target is None:
            return []
        by_kind: dict[str, list[str]] = {}
        for kind, text in self.target.checked:
            by_kind.setdefault(kind, []).append(text)
        others = by_kind.pop(Kind.PERSON.value, [])[1:]
        things = [
            f"{Kind(kind).label}: {', '.join(by_kind[kind])}"
            for kind in Kind.values
            if kind in by_kind
        ]
        names = [self.target.title] if self.target.kind == Kind.PERSON else []
        return [*names, *(f"Also {name}" for name in others), *things]


@dataclass(frozen=True)
class Preview:
    """The first rows as they were parsed, some faulty rows, and how many there are."""

    first: list[Understood]
    wrong: list[Understood]
    looked_at: int
    wrong_count: int

    @property
    def more_wrong(self) -> int:
        """How many faulty rows are not listed."""
        return self.wrong_count - len(self.wrong)


def understood(bulk: BulkCheck, rows: Iterable[Row]) -> list[Understood]:
    """Parse rows, each given as its number and its cells."""
    subjects = read_rows(bulk, rows)
    return _as_understood(subjects, targets_each([subject.content for _, subject in subjects]))


def understood_now(
    bulk: BulkCheck, rows: Sequence[BulkRow], ahead: "ReadAhead | None"
) -> list[Understood]:
    """Parse rows, or use `ahead` if it holds the same rows."""
    numbers = [row.number for row in rows]
    if ahead and numbers == [number for number, _ in ahead.subjects]:
        return ahead.now()
    stored = bulk.rows.filter(
        number__gte=min(numbers, default=0), number__lte=max(numbers, default=0)
    )
    cells = dict(stored.values_list("number", "cells"))
    return understood(bulk, ((number, cells[number]) for number in numbers))


def read_rows(bulk: BulkCheck, rows: Iterable[Row]) -> list[tuple[int, Subject]]:
    """Read the cells of rows, and return each row's number and subject."""
    reader = RowReader(bulk.headings, bulk.columns, clock.today())
    return [(number, reader.read(cells)) for number, cells in rows]


class ReadAhead:
    """Rows that are parsed ahead of their turn, with the stop list of that time.

    It is made in another thread while the database works. It sends no queries until `now`.
    """

    def __init__(self, bulk: BulkCheck, rows: Iterable[Row], stopped: Stops) -> None:
        self.subjects = read_rows(bulk, rows)
        self.contents = [subject.content for _, subject in self.subjects]
        reading = Reading(self.contents)
        self.forms, self.stopped = reading.forms, among(reading.forms, stopped)
        self.targets = reading.targets(self.stopped)

    def now(self) -> list[Understood]:
        """Return the parsed rows, parsed again if the stop list has changed."""
        stopped = stopped_of(self.forms)
        if stopped != self.stopped:
            return _as_understood(self.subjects, Reading(self.contents).targets(stopped))
        return _as_understood(self.subjects, self.targets)


def _as_understood(
    subjects: Sequence[tuple[int, Subject]],
    results: Sequence[tuple[Target | None, list[Wrong]]],
) -> list[Understood]:
    return [
        Understood(number, target, subject.all_wrong(wrong) + ([] if target else [NOTHING]))
        for (number, subject), (target, wrong) in zip(subjects, results, strict=True)
    ]


def preview_of(bulk: BulkCheck) -> Preview:
    """Return the first rows as a check would parse them, and those that have faults."""
    read = understood(bulk, bulk.rows.values_list("number", "cells")[:LOOKED_AT])
    wrong = [row for row in read if row.wrong]
    return Preview(read[:SHOWN], wrong[:SHOWN], len(read), len(wrong))


def examples_of(bulk: BulkCheck) -> list[str]:
    """Return some of the first cells of each column."""
    rows = list(bulk.rows.values_list("cells", flat=True)[:LOOKED_AT])

    def of_column(place: int) -> Iterator[str]:
        yield from (row[place] for row in rows if place < len(row) and row[place])

    return [
        "; ".join(dict.fromkeys(islice(of_column(i), ADVISED))) for i in range(len(bulk.headings))
    ]
