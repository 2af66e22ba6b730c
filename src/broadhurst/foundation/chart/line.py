"""Line charts: values over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from broadhurst.foundation.chart.axis import Axis, Gridline, Mark, axis, marks, number, percent

MOST_SERIES = 4  # as many as there are colours, dashes and shapes


@dataclass(frozen=True)
class Series:
    """A named line. A value of None is not known, and leaves a gap."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Dot:
    """A value on a line, in percent from the left and the top.

    One that `is_alone` has no value beside it, so no line leads to it.
    """

    x: float
    y: float
    is_alone: bool = False


@dataclass(frozen=True)
class Line:
    """A drawn series: its number from 1, its unbroken pieces, and its dots."""

    number: int
    name: str
    pieces: tuple[tuple[Dot, ...], ...]

    @property
    def dots(self) -> list[Dot]:
        return [dot for piece in self.pieces for dot in piece]

    @property
    def paths(self) -> list[str]:
        """The pieces as lists of points, for a drawing 100 wide and 100 high."""
        return [" ".join(f"{dot.x},{dot.y}" for dot in piece) for piece in self.pieces]


@dataclass(frozen=True)
class LineChart:
    """Up to four series over the same labels, such as months.

    `name` is unique on the page. `note` says whose records are counted, and as of when. `heading`
    names the labels. Raises ValueError if a series has another number of values.
    """

    name: str
    title: str
    note: str
    heading: str
    labels: Sequence[str]
    series: Sequence[Series]

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"A line chart has 1 to {MOST_SERIES} series.")
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError("Each series has a value for each label.")

    @property
    def is_empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    @cached_property
    def places(self) -> list[float]:
        """The place of each label in percent: one alone is in the middle."""
        last = len(self.labels) - 1
        return [percent(n, last) if last else 50.0 for n in range(len(self.labels))]

    @cached_property
    def axis(self) -> Axis:
        return axis(
            [value for series in self.series for value in series.values if value is not None]
        )

    @property
    def gridlines(self) -> list[Gridline]:
        return self.axis.gridlines

    @property
    def marks(self) -> list[Mark]:
        return marks(self.labels, self.places)

    @cached_property
    def lines(self) -> list[Line]:
        scale, places = self.axis, self.places
        return [
            Line(n, series.name, _pieces(series.values, places, scale))
            for n, series in enumerate(self.series, start=1)
        ]

    @property
    def described(self) -> str:
        """The course of each series in words."""
        return " ".join(filter(None, (_described(series, self.labels) for series in self.series)))

    @property
    def headings(self) -> list[str]:
        return [self.heading, *(series.name for series in self.series)]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        columns = [series.values for series in self.series]
        return [
            [label, *map(number, values)]
            for label, *values in zip(self.labels, *columns, strict=True)
        ]


def _pieces(
    values: Sequence[float | None], places: Sequence[float], scale: Axis
) -> tuple[tuple[Dot, ...], ...]:
    """Return the runs of known values as dots."""
    pieces: list[list[Dot]] = [[]]
    for value, x in zip(values, places, strict=True):
        if value is not None:
            pieces[-1].append(Dot(x, round(100 - scale.height(value), 2)))
        elif pieces[-1]:
            pieces.append([])
    alone = [[replace(piece[0], is_alone=True)] if len(piece) == 1 else piece for piece in pieces]
    return tuple(tuple(piece) for piece in alone if piece)


def _described(series: Series, labels: Sequence[str]) -> str:
    known = [(value, label) for value, label in zip(series.values, labels, strict=True)
             if value is not None]  # fmt: skip
    if not known:
        return ""
    (first, start), (last, end) = known[0], known[-1]
    most, when = max(known, key=lambda pair: pair[0])
    return (
        f"{series.name}: {number(first)} in {start} and {number(last)} in {end}. "
        f"The highest is {number(most)} in {when}."
    )
