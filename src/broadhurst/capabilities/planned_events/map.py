"""Draw events on the National Grid, without map tiles.

A tile server would learn which places are looked at, so the map shows the grid and the borders of
districts, which the program has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.geography.boundaries import ATTRIBUTION, districts_within, outline
from broadhurst.foundation.geography.grid import Grid, to_grid
from broadhurst.foundation.geography.sphere import Point

WIDTH, TALLEST, LOWEST = 960, 640, 320
SMALLEST_MARK = 7
# Margin in metres and as a share of the map, so that a single warrant has surroundings.
AROUND_M, AROUND_SHARE = 1_000, 0.12
LINES = 5
BAR_START = 20
STEPS = (1, 2, 5, 10)
KM = 1_000


@dataclass(frozen=True)
class Mark:
    """An event on the map. The table has the same number; only areas have `corners`."""

    number: int
    event: Event
    x: float
    y: float
    radius: float
    corners: str


@dataclass(frozen=True)
class Line:
    """A grid line with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Map:
    """The map in units of the picture; y runs downwards."""

    width: int
    height: int
    marks: list[Mark]
    borders: list[str]
    eastings: list[Line]
    northings: list[Line]
    bar_end: float
    bar_label: str
    attribution: str = ATTRIBUTION


def drawn(events: Sequence[Event]) -> Map | None:
    """Return the map that holds all of the events, or None without any."""
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
    # Centre an area that is narrower than the picture.
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
        WIDTH, height, marks, _borders(Grid(west, north), height, scale),
        [Line(round((e - west) * scale, 1), _km(e)) for e in _lines(west, WIDTH / scale, step)],
        [
            Line(round((north - n) * scale, 1), _km(n))
            for n in _lines(north - height / scale, height / scale, step)
        ],
        round(BAR_START + step * scale, 1), f"{step / KM:g} km",
    )  # fmt: skip


def _borders(origin: Grid, height: int, scale: float) -> list[str]:
    """Return the outlines of the districts on the map, as SVG paths."""
    south_west = Grid(origin.east, origin.north - height / scale)
    north_east = Grid(origin.east + WIDTH / scale, origin.north)
    return [outline(area, origin, scale) for area in districts_within(south_west, north_east)]


def _step(rough: float) -> int:
    """Return the next higher round number of metres: 1, 2 or 5 times a power of 10."""
    ten = 10 ** floor(log10(rough))
    return int(next(times * ten for times in STEPS if times * ten >= rough))


def _lines(start: float, length: float, step: int) -> list[int]:
    first = ceil(start / step) * step
    return list(range(first, ceil(start + length), step))


def _km(metres: int) -> str:
    return f"{metres / KM:g}"
