"""Count figures: the same way for one reader's records and for whole organisations."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

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


def how_many(rows: Sequence[Row]) -> int:
    """Return the number of distinct records."""
    return len({row.identity for row in rows})


def how_many_did(rows: Sequence[Row]) -> int:
    """Return the number of records whose value is 1, not 0."""
    return sum(1 for row in rows if row.value)


def share(rows: Sequence[Row]) -> int | None:
    """Return the percentage of records whose value is 1, not 0."""
    return round(100 * how_many_did(rows) / len(rows)) if rows else None


def middle(rows: Sequence[Row]) -> float | None:
    """Return the median of the records' values, to one decimal."""
    return round(median(row.value for row in rows), 1) if rows else None


@dataclass(frozen=True)
class Measure:
    """The definition of a figure.

    `rows` returns the records of a scope between a first day (or None) and a last day. `method`
    says in one sentence how they are counted. `is_open` marks a figure that is the same for every
    reader. `of_people` marks counts of people, which are suppressed when they are small.
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

    def __call__(self, scope: Scope, since: date | None, as_of: date) -> Figure:
        """Count the records that row-level security lets the reader see, and list them."""
        rows = list(self.rows(scope, since, as_of))
        return self.over(rows, scope, since, as_of, records=tuple(row.record for row in rows))

    def over(
        self, rows: Sequence[Row], scope: Scope, since: date | None, as_of: date,
        *, records: tuple[Record, ...] = (), hidden: str = "",
    ) -> Figure:  # fmt: skip
        """Return the figure of some rows. With `hidden`, it contains no number."""
        whose = scope if scope.is_of_organisations or not self.is_open else OPEN
        return Figure(
            name=self.name,
            title=self.title,
            value=None if hidden else self.value(rows),
            unit=self.many,
            as_of=as_of,
            since=since if self.is_of_a_period else None,
            records=records,
            scope=whose.name,
            scope_key=whose.key,
            one=self.one,
            method=self.method,
            behind=None if hidden else how_many(rows),
            of=self.of,
            hidden=hidden,
        )
