"""Bulk checks of the reader's own unit. The wall decides what is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db.models import QuerySet, Sum

from broadhurst.capabilities.deconfliction.models import (
    IN_PART,
    ROWS_CHECKED,
    BulkCheck,
    BulkRow,
    Check,
    Kind,
)
from broadhurst.capabilities.deconfliction.sheets.rows import RowReader, Subject
from broadhurst.capabilities.deconfliction.targets import (
    Reading,
    Stops,
    Target,
    Wrong,
    among,
    stopped_of,
    targets_each,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Unit

LOOKED_AT = 1_000  # rows that are read before the start, to say what is wrong
SHOWN = 10
Row = tuple[int, list[str]]  # its number in the file, and its cells
NOTHING = "Nothing in this row can be checked."
ADVISED = 5  # cells of a column that are shown where it is named


@dataclass(frozen=True)
class Understood:
    """A row with what of it is checked, if anything, and what is not, and why."""

    number: int
    target: Target | None
    wrong: list[str]

    @property
    def checked(self) -> list[str]:
        """What is checked, in words."""
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
        named = [self.target.label] if self.target.kind == Kind.PERSON else []
        return [*named, *(f"Also {name}" for name in others), *things]


@dataclass(frozen=True)
class Preview:
    """The first rows as they were understood, then some with something wrong; of how many."""

    first: list[Understood]
    wrong: list[Understood]
    looked_at: int
    wrong_count: int

    @property
    def more_wrong(self) -> int:
        """How many with something wrong are not listed."""
        return self.wrong_count - len(self.wrong)


def bulk_checks() -> QuerySet[BulkCheck]:
    """The bulk checks of the reader's unit, newest first."""
    return BulkCheck.objects.select_related("posting__officer", "receipt", "unit").order_by(
        "-sent_at", "-pk"
    )


def table_of(made: Check) -> BulkCheck | None:
    """The bulk check of a receipt, where its rows are read with their hits, until it expires."""
    is_of_one = made.occasion == Check.Occasion.BULK
    return bulk_checks().filter(receipt=made).first() if is_of_one else None


def rows_of(bulk: BulkCheck, answer: str = "") -> QuerySet[BulkRow]:
    """The rows of a bulk check, in the order of the file; those with one answer, if named."""
    rows = bulk.rows.select_related("entry")
    if answer in (IN_PART, BulkRow.Answer.NO_HIT):
        rows = rows.filter(why="") if answer != IN_PART else rows.exclude(why="")
        return rows.filter(answer=BulkRow.Answer.NO_HIT)
    return rows.filter(answer=answer) if answer else rows


def is_still_theirs(bulk: BulkCheck) -> bool:
    """Whether the OCG that a bulk check is of, if it is of one, still belongs to its unit.

    The OCG is locked, so that it stays so until the transaction ends.
    """
    if not bulk.ocg_ref:
        return True
    ocg = Ocg.objects.filter(ref=bulk.ocg_ref).first()
    if ocg is None:
        return False
    take(Ocg, ocg.pk)
    return ocg.ownerships.filter(until_at=None, unit=bulk.unit_id).exists()


def rows_lately(unit: Unit) -> int:
    """How many rows a unit had checked in the last 24 hours."""
    since = clock.now() - timedelta(days=1)
    found = BulkCheck.objects.filter(unit=unit, asked_at__gt=since)
    return found.aggregate(all=Sum(ROWS_CHECKED))["all"] or 0


def understood(bulk: BulkCheck, rows: Iterable[Row]) -> list[Understood]:
    """What the check makes of some rows, of which the number and the cells are given."""
    subjects = read_rows(bulk, rows)
    return _as_understood(subjects, targets_each([subject.content for _, subject in subjects]))


def understood_now(
    bulk: BulkCheck, rows: Sequence[BulkRow], ahead: "ReadAhead | None"
) -> list[Understood]:
    """What the check makes of some of its rows: as they were read ahead, if it was these."""
    numbers = [row.number for row in rows]
    if ahead and numbers == [number for number, _ in ahead.subjects]:
        return ahead.now()
    given = bulk.rows.filter(
        number__gte=min(numbers, default=0), number__lte=max(numbers, default=0)
    )
    cells = dict(given.values_list("number", "cells"))
    return understood(bulk, ((number, cells[number]) for number in numbers))


def read_rows(bulk: BulkCheck, rows: Iterable[Row]) -> list[tuple[int, Subject]]:
    """What some rows say, by their numbers."""
    reader = RowReader(bulk.headings, bulk.columns, clock.today())
    return [(number, reader.read(cells)) for number, cells in rows]


class ReadAhead:
    """Rows that are understood before their turn, by a stop list as it is then.

    Made in another thread while the database works: it asks the database nothing until `now`.
    """

    def __init__(self, bulk: BulkCheck, rows: Iterable[Row], stopped: Stops) -> None:
        self.subjects = read_rows(bulk, rows)
        self.contents = [subject.content for _, subject in self.subjects]
        reading = Reading(self.contents)
        self.forms, self.stopped = reading.forms, among(reading.forms, stopped)
        self.found = reading.targets(self.stopped)

    def now(self) -> list[Understood]:
        """The rows as they are understood by the stop list of now."""
        stopped = stopped_of(self.forms)
        if stopped != self.stopped:
            return _as_understood(self.subjects, Reading(self.contents).targets(stopped))
        return _as_understood(self.subjects, self.found)


def _as_understood(
    subjects: Sequence[tuple[int, Subject]],
    found: Sequence[tuple[Target | None, list[Wrong]]],
) -> list[Understood]:
    return [
        Understood(number, target, subject.all_wrong(wrong) + ([] if target else [NOTHING]))
        for (number, subject), (target, wrong) in zip(subjects, found, strict=True)
    ]


def preview_of(bulk: BulkCheck) -> Preview:
    """What the check would make of the first rows, and of those of them with something wrong."""
    read = understood(bulk, bulk.rows.values_list("number", "cells")[:LOOKED_AT])
    wrong = [one for one in read if one.wrong]
    return Preview(read[:SHOWN], wrong[:SHOWN], len(read), len(wrong))


def examples_of(bulk: BulkCheck) -> list[str]:
    """For each column, some of its first cells."""
    rows = list(bulk.rows.values_list("cells", flat=True)[:LOOKED_AT])

    def of_column(place: int) -> Iterator[str]:
        yield from (row[place] for row in rows if place < len(row) and row[place])

    return [
        "; ".join(dict.fromkeys(islice(of_column(i), ADVISED))) for i in range(len(bulk.headings))
    ]
