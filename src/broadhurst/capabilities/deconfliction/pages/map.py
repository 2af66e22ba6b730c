"""Events as shapes of a map, drawn on the National Grid: no tiles, and so nobody learns of it.

Whoever serves the tiles of a map learns which places are looked at. Here there is only the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.geography.grid import Grid, to_grid
from broadhurst.foundation.geography.sphere import Point

WIDTH, TALLEST, LOWEST = 960, 640, 320
SMALLEST_MARK = 7
# Metres around what is drawn, at the least: a single warrant is shown with its surroundings.
AROUND_M, AROUND_SHARE = 1_000, 0.12
LINES = 5
BAR_START = 20
STEPS = (1, 2, 5, 10)
KM = 1_000


@dataclass(frozen=True)
class Mark:
    """An event: a number that the table has too, and its place; `corners` is of an area."""

    number: int
    event: Event
    x: float
    y: float
    radius: float
    corners: str


@dataclass(frozen=True)
class Line:
    """A line of the grid, and its words."""

    at: float
    label: str


@dataclass(frozen=True)
class Map:
    """All that is drawn, in units of the picture; y runs downwards."""

    width: int
    height: int
    marks: list[Mark]
    eastings: list[Line]
    northings: list[Line]
    bar_end: float
    bar_label: str


def drawn(events: Sequence[Event]) -> Map | None:
    """The map that holds all of the events; None without any."""
    if not events:
        return None
    places = [to_grid(Point(event.latitude, event.longitude)) for event in events]
    west = min(p.east - e.radius_m for p, e in zip(places, events, strict=True))
    east = max(p.east + e.radius_m for p, e in zip(places, events, strict=True))
    south = min(p.north - e.radius_m for p, e in zip(places, events, strict=True))
    north = max(p.north + e.radius_m for p, e in zip(places, events, strict=True))
    around = max(AROUND_M, AROUND_SHARE * max(east - west, north - south))
    west, east, south, north = west - around, east + around, south - around, north + around
    scale = min(WIDTH / (east - west), TALLEST / (north - south))
    height = max(LOWEST, ceil((north - south) * scale))
    # What is narrower than the picture stands in its middle.
    west -= (WIDTH / scale - (east - west)) / 2
    north += (height / scale - (north - south)) / 2

    def at(grid: Grid) -> tuple[float, float]:
        return round((grid.east - west) * scale, 1), round((north - grid.north) * scale, 1)

    marks = [
        Mark(
            number, event, *at(place), max(SMALLEST_MARK, round(event.radius_m * scale, 1)),
            " ".join(
                ",".join(map(str, at(to_grid(Point(latitude, longitude)))))
                for longitude, latitude in event.polygon or ()
            ),
        )
        for number, (place, event) in enumerate(zip(places, events, strict=True), 1)
    ]  # fmt: skip
    step = _step(WIDTH / scale / LINES)
    return Map(
        WIDTH, height, marks,
        [Line(round((e - west) * scale, 1), _km(e)) for e in _lines(west, WIDTH / scale, step)],
        [
            Line(round((north - n) * scale, 1), _km(n))
            for n in _lines(north - height / scale, height / scale, step)
        ],
        round(BAR_START + step * scale, 1), f"{step / KM:g} km",
    )  # fmt: skip


def _step(rough: float) -> int:
    """The round number of metres next above: 1, 2 or 5 and noughts."""
    ten = 10 ** floor(log10(rough))
    return int(next(times * ten for times in STEPS if times * ten >= rough))


def _lines(start: float, length: float, step: int) -> list[int]:
    first = ceil(start / step) * step
    return list(range(first, ceil(start + length), step))


def _km(metres: int) -> str:
    return f"{metres / KM:g}"
