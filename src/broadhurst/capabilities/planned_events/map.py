"""Draw events on the National Grid, without map tiles.

A tile server would learn which places are looked at, so the map shows the grid and the borders of
districts, which the program has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.geography.boundaries import (
    ATTRIBUTION,
    as_geojson,
    corners,
    districts_within,
    outline,
)
from broadhurst.foundation.geography.grid import Grid, to_grid
from broadhurst.foundation.geography.sphere import Point

WIDTH, TALLEST, LOWEST = 960, 640, 320
SMALLEST_MARK = 7
# Margin in metres and as a share of the map, so that a single warrant has surroundings.
AROUND_M, AROUND_SHARE = 1_000, 0.12
LINES = 5
BORDERS_AROUND_M = 40_000  # beyond what is on the map, for the script
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
class Around:
    """The place that events are looked for around, and the circle within that distance."""

    x: float
    y: float
    radius: float


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
    around: Around | None = None
    attribution: str = ATTRIBUTION


def drawn(events: Sequence[Event], near: Point | None = None, within_m: int = 0) -> Map | None:
    """Return the map that holds all of the events, or None without any.

    With `near` it also shows this place, and a circle of `within_m` metres around it.
    """
    if not events:
        return None
    places = [to_grid(Point(event.latitude, event.longitude)) for event in events]
    discs = [(place, event.radius_m) for place, event in zip(places, events, strict=True)]
    if near:
        discs.append((to_grid(near), within_m))
    west = min(place.east - radius for place, radius in discs)
    east = max(place.east + radius for place, radius in discs)
    south = min(place.north - radius for place, radius in discs)
    north = max(place.north + radius for place, radius in discs)
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
        Around(*at(to_grid(near)), round(within_m * scale, 1)) if near else None,
    )  # fmt: skip


def map_data(events: Sequence[Event], near: Point | None, within_m: int) -> dict[str, Any]:
    """Return what the script draws: events, the place looked around, and borders of districts.

    `at` is a longitude and a latitude in degrees, `since` and `until` are in milliseconds since
    1970.
    """
    points = [Point(event.latitude, event.longitude) for event in events]
    if near:
        points.append(near)
    south_west, north_east = corners(to_grid(point) for point in points)
    borders = districts_within(
        Grid(south_west.east - BORDERS_AROUND_M, south_west.north - BORDERS_AROUND_M),
        Grid(north_east.east + BORDERS_AROUND_M, north_east.north + BORDERS_AROUND_M),
    )
    return {
        "events": [_event(number, event) for number, event in enumerate(events, 1)],
        "near": near and {"at": _at(near), "radius_m": within_m},
        "borders": as_geojson(borders),
    }


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


def _event(number: int, event: Event) -> dict[str, Any]:
    return {
        "number": number,
        "ref": event.ref,
        "name": event.cover_name,
        "kind": event.get_kind_display(),
        "at": [event.longitude, event.latitude],
        "radius_m": event.radius_m,
        "ring": event.polygon,
        "since": round(event.starts_at.timestamp() * 1000),
        "until": round(event.ends_at.timestamp() * 1000),
        "in_conflict": bool(event.conflict_count),  # type: ignore[attr-defined]
    }


def _at(point: Point) -> list[float]:
    return [point.longitude, point.latitude]
