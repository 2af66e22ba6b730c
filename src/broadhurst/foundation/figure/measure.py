"""Count figures the same way for one reader and for whole organisations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import ClassVar, NamedTuple

from broadhurst.foundation.figure.figure import Figure, Record
from broadhurst.foundation.figure.scope import OPEN, Scope


@dataclass(frozen=True)
class Row:
    """A record that a figure counts: its organisations, its value and the person it is about.

    A record of several organisations counts for each of them, but only once in their total.
    """

    record: Record
    agencies: frozenset[int] = frozenset()
    value: float = 1
    person: int | None = None
    key: str = ""

    @property
    def identity(self) -> str:
        """The identity used for counting: rows with the same one count as one record."""
        return self.key or self.record.ref


@dataclass(frozen=True)
class Tally:
    """The value of a figure, and the number of records `behind` it, without the records.

    `numerator` is how many of those meet the condition of a figure that has one.
    """

    value: int | float | None
    behind: int
    numerator: int | None = None


class Part(NamedTuple):
    """How many records an organisation has, and how many of them meet the figure's condition."""

    many: int
    numerator: int


Period = tuple[date | None, date]
Span = tuple[date, date]


def how_many(rows: Sequence[Row]) -> int:
    """Return the number of distinct records."""
    return len({row.identity for row in rows})


def how_many_meet(rows: Sequence[Row]) -> int:
    """Return the number of records that meet the condition: their value is 1, not 0."""
    return sum(1 for row in rows if row.value)


def share(rows: Sequence[Row]) -> int | None:
    """Return the percentage of records whose value is 1, not 0."""
    return percentage(how_many_meet(rows), len(rows))


def percentage(part: int, whole: int) -> int | None:
    """Return how many per cent of the whole a part is, or None if the whole is 0."""
    return round(100 * part / whole) if whole else None


def middle(rows: Sequence[Row]) -> float | None:
    """Return the median of the records' values, to one decimal."""
    return middle_of([row.value for row in rows])


def middle_of(values: Sequence[float]) -> float | None:
    """Return the median, to one decimal, or None if there are no values."""
    return round(median(values), 1) if values else None


def tally_of(
    rows: Sequence[Row],
    value: Callable[[Sequence[Row]], int | float | None],
    *,
    has_numerator: bool,
) -> Tally:
    """Count records: their number, how many meet the condition, and the figure's value."""
    return Tally(value(rows), how_many(rows), how_many_meet(rows) if has_numerator else None)


# The value of a figure from its number of records, and of those that meet its condition.
_FROM_NUMBERS: dict[Callable[..., int | float | None], Callable[[int, int], int | None]] = {
    how_many: lambda total, numerator: total,
    how_many_meet: lambda total, numerator: numerator,
    share: lambda total, numerator: percentage(numerator, total),
}


@dataclass(frozen=True)
class Measure:
    """The definition of a figure.

    `rows` returns the records of a scope between a first day (or None) and a last day. `method`
    says in one sentence how they are counted. `is_open` marks a figure that is the same for every
    reader. `of_people` marks counts of people, which are suppressed when they are small.

    Four optional functions count the same records without listing them. `tally` counts those of a
    scope. `by_agency` counts those of each organisation of a scope in one query, by the id of the
    organisation, if each record belongs to one. `series` counts those of several periods together,
    and `months` those of periods that follow each other without a gap, by their number from 0.

    `undated` says why the figure cannot be counted for an earlier day. It is empty if it can.
    """

    name: str
    title: str
    many: str
    one: str
    method: str
    rows: Callable[[Scope, date | None, date], Iterable[Row]]
    value: Callable[[Sequence[Row]], int | float | None] = how_many
    of: tuple[str, str] = ("", "")
    is_open: bool = False
    of_people: bool = False
    is_of_a_period: bool = True
    tally: Callable[[Scope, date | None, date], Tally] | None = None
    by_agency: Callable[[Scope, date | None, date], Mapping[int, Part]] | None = None
    series: Callable[[Scope, Sequence[Period]], list[Tally]] | None = None
    months: Callable[[Scope, Sequence[Span]], Mapping[int, Part]] | None = None
    undated: str = ""

    # A template that reads `measure.title` must not call the measure.
    do_not_call_in_templates: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.by_agency and (self.of_people or self.value not in _FROM_NUMBERS):
            raise ValueError("Only numbers and shares of records add up by organisation.")
        if self.months and self.value not in _FROM_NUMBERS:
            raise ValueError("Only numbers and shares of records are counted by month.")

    def __call__(self, scope: Scope, since: date | None, as_of: date) -> Figure:
        """Count the records that row-level security lets the reader see, and list them."""
        rows = list(self.rows(scope, since, as_of))
        return self.over(rows, scope, since, as_of, records=tuple(row.record for row in rows))

    def count(self, scope: Scope, since: date | None, as_of: date) -> Figure:
        """Count the same records without listing them, so the figure has no `records`."""
        if self.tally is not None:
            return self._figure(self.tally(scope, since, as_of), scope, since, as_of)
        if self.by_agency is not None:
            return self._added(self.by_agency(scope, since, as_of), scope, since, as_of)
        return self.over(list(self.rows(scope, since, as_of)), scope, since, as_of)

    def count_periods(self, scope: Scope, periods: Sequence[Period]) -> list[Figure]:
        """Count the records of each of several periods, without listing them."""
        spans = _one_after_another(periods)
        if self.months is not None and spans:
            parts = self.months(scope, spans)
            return [
                self._figure(self._tally_of(parts.get(number, Part(0, 0))), scope, *period)
                for number, period in enumerate(periods)
            ]
        if self.series is None:
            return [self.count(scope, *period) for period in periods]
        tallies = self.series(scope, periods)
        return [
            self._figure(tally, scope, *period)
            for tally, period in zip(tallies, periods, strict=True)
        ]

    def count_with_months(
        self, scope: Scope, since: date | None, as_of: date, months: Sequence[Span]
    ) -> tuple[Figure, list[Figure]]:
        """Count a period and months before its end. Records are read once for both if possible.

        A figure that cannot be counted for an earlier day has no months.
        """
        if self.undated:
            return self.count(scope, since, as_of), []
        if self.series is None or self.months is not None:
            return self.count(scope, since, as_of), self.count_periods(scope, months)
        figure, *trend = self.count_periods(scope, [(since, as_of), *months])
        return figure, trend

    def split(
        self, whole: Scope, parts: Sequence[Scope], since: date | None, as_of: date
    ) -> tuple[Figure, list[Figure]]:
        """Count the records of a scope and of each of its parts in one query, by `by_agency`."""
        if self.by_agency is None:
            raise TypeError(f"{self.name} is not counted by organisation.")
        counts = self.by_agency(whole, since, as_of)
        total, *figures = (self._added(counts, part, since, as_of) for part in (whole, *parts))
        return total, figures

    def _added(
        self, counts: Mapping[int, Part], scope: Scope, since: date | None, as_of: date
    ) -> Figure:
        """Return the figure of the organisations of a scope, added up."""
        held = [part for agency, part in counts.items() if scope.holds((agency,))]
        added = Part(sum(part.many for part in held), sum(part.numerator for part in held))
        return self._figure(self._tally_of(added), scope, since, as_of)

    def _tally_of(self, part: Part) -> Tally:
        value = _FROM_NUMBERS[self.value](*part)
        return Tally(value, part.many, part.numerator if self.of[0] else None)

    def over(
        self, rows: Sequence[Row], scope: Scope, since: date | None, as_of: date,
        *, records: tuple[Record, ...] = (), hidden: str = "",
    ) -> Figure:  # fmt: skip
        """Return the figure of some rows. With `hidden`, it contains no number."""
        tally = tally_of(rows, self.value, has_numerator=bool(self.of[0]))
        return self._figure(tally, scope, since, as_of, records=records, hidden=hidden)

    def _figure(
        self, tally: Tally, scope: Scope, since: date | None, as_of: date,
        *, records: tuple[Record, ...] = (), hidden: str = "",
    ) -> Figure:  # fmt: skip
        whose = scope if scope.is_of_organisations or not self.is_open else OPEN
        return Figure(
            name=self.name,
            title=self.title,
            value=None if hidden else tally.value,
            unit=self.many,
            as_of=as_of,
            since=since if self.is_of_a_period else None,
            records=records,
            scope=whose.name,
            scope_key=whose.key,
            one=self.one,
            method=self.method,
            behind=None if hidden else tally.behind,
            numerator=None if hidden else tally.numerator,
            of=self.of,
            hidden=hidden,
        )


def _one_after_another(periods: Sequence[Period]) -> list[Span]:
    """Return the periods if each begins on the day after the one before, otherwise nothing."""
    spans = [(since, as_of) for since, as_of in periods if since]
    joined = all(after == before + timedelta(days=1) for (_, before), (after, _) in pairwise(spans))
    return spans if joined and len(spans) == len(periods) else []
