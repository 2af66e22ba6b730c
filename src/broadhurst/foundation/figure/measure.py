"""How a figure is counted: the same way for what a reader may see and for an organisation."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from broadhurst.foundation.figure.figure import Figure, Record
from broadhurst.foundation.figure.scope import OPEN, Scope


@dataclass(frozen=True)
class Row:
    """One record that a figure counts: whose it is, what it measures, and whom it is about.

    A record of several organisations counts for each of them, and once in their total.
    """

    record: Record
    agencies: frozenset[int] = frozenset()
    value: float = 1
    person: int | None = None
    key: str = ""

    @property
    def identity(self) -> str:
        """What makes it one record: its own reference, or a key that it shares with another."""
        return self.key or self.record.ref


def how_many(rows: Sequence[Row]) -> int:
    """The number of different records."""
    return len({row.identity for row in rows})


def how_many_did(rows: Sequence[Row]) -> int:
    """The number of records whose value is 1 and not 0."""
    return sum(1 for row in rows if row.value)


def share(rows: Sequence[Row]) -> int | None:
    """The per cent of records whose value is 1 and not 0."""
    return round(100 * how_many_did(rows) / len(rows)) if rows else None


def middle(rows: Sequence[Row]) -> float | None:
    """The median of what the records measure, to one decimal."""
    return round(median(row.value for row in rows), 1) if rows else None


@dataclass(frozen=True)
class Measure:
    """A figure before it is counted.

    `rows` gives the records of a scope, a first day (or None) and a last day. `method` says in one
    sentence how it is counted. `is_open` marks what everyone counts alike; `of_people` marks counts
    of people, which are kept back when they are few.
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
        """Count it now, with the records behind it; the wall decides which are there."""
        rows = list(self.rows(scope, since, as_of))
        return self.over(rows, scope, since, as_of, records=tuple(row.record for row in rows))

    def over(
        self, rows: Sequence[Row], scope: Scope, since: date | None, as_of: date,
        *, records: tuple[Record, ...] = (), hidden: str = "",
    ) -> Figure:  # fmt: skip
        """The figure of some rows; where it is kept back, no number of them is in it."""
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
