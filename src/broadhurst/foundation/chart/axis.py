"""The scales of a chart: round numbers up its side, and the labels along its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

GRIDLINES = 5  # at most, above zero
# The narrowest chart is 300 px wide, on a phone of 390 px. A character takes up to 8 px.
NARROWEST, CHARACTER, BETWEEN = 300, 8, 12
SHORTENED = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
LARGEST_SHORTENED = 1e15


@dataclass(frozen=True)
class Gridline:
    """A line across the chart: its distance from the top in percent, and its number."""

    y: float
    text: str


@dataclass(frozen=True)
class Mark:
    """A label at the foot: its place in percent, and which part of the text is there."""

    x: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Axis:
    """A scale from 0 to `top`, with a gridline at each `step`."""

    top: float
    step: float

    def height(self, value: float) -> float:
        """Return the height of a value in percent."""
        return percent(value, self.top)

    @property
    def gridlines(self) -> list[Gridline]:
        count = round(self.top / self.step)
        return [
            Gridline(round(100 - percent(n, count), 2), in_short(n * self.step))
            for n in range(count + 1)
        ]


def axis(values: Sequence[float]) -> Axis:
    """Return a scale of whole round numbers that the values fit in.

    Raises ValueError for a value that is negative or not finite.
    """
    if any(not isfinite(value) or value < 0 for value in values):
        raise ValueError("A chart shows finite values from 0 upwards.")
    most = max(values, default=0)
    if most <= GRIDLINES:
        top = max(1, -int(-most // 1))
        return Axis(top, 1)
    power = 10.0 ** floor(log10(most / GRIDLINES))
    step = next(power * round_ for round_ in (1, 2, 5, 10) if power * round_ * GRIDLINES >= most)
    count = next(n for n in range(1, GRIDLINES + 1) if n * step >= most)
    return Axis(count * step, step)


def percent(part: float, whole: float) -> float:
    """Return a part of a whole in percent, to two decimals."""
    return round(100 * (part / whole), 2) if whole else 0.0


def in_short(value: float) -> str:
    """Return a number for a scale: 1,500, 20,000, 2m, 3.5bn."""
    if value >= LARGEST_SHORTENED:
        return f"{value:.0e}"
    for size, letters in SHORTENED:
        if value >= size:
            return f"{value / size:g}{letters}"
    return number(value)


def number(value: float | None) -> str:
    """Return a number for a table: 1,500, 2.5; "not known" for None."""
    if value is None:
        return "not known"
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def marks(labels: Sequence[str], places: Sequence[float]) -> list[Mark]:
    """Return as many labels as fit on a phone, evenly spread, with the first and the last."""
    widest = max(map(len, labels), default=0) * CHARACTER + BETWEEN
    room = max(2, NARROWEST // widest)
    last = len(labels) - 1
    ticks = list(range(last + 1)) if last < room else _spread(last, room)
    return [Mark(places[n], labels[n], _anchor(places[n])) for n in ticks]


def _spread(last: int, most: int) -> list[int]:
    """Return at most so many numbers from 0 to `last`, evenly spread."""
    return sorted({round(n * last / (most - 1)) for n in range(most)})


def _anchor(place: float) -> str:
    """Keep a label at an edge inside the chart."""
    return "start" if place == 0 else "end" if place == 100 else "middle"
