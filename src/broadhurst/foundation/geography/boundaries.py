"""Boundaries of the districts of England and Wales, on the National Grid.

They are generalised: good for a map on a screen, and too coarse to say where a place near a border
is. The data, its source and its licence are in `data/README.md`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from broadhurst.foundation.geography.grid import Grid, from_grid, to_grid
from broadhurst.foundation.geography.sphere import Point

FILE = Path(__file__).parent / "data" / "districts.topojson"
# Shown on every map.
ATTRIBUTION = (
    "Source: Office for National Statistics, licensed under the Open Government Licence v3.0. "
    "Contains Ordnance Survey data © Crown copyright and database right 2014, 2016. Adapted from "
    "UK-GeoJSON by Martin Chorley, CC BY 4.0."
)

Ring = tuple[Grid, ...]


@dataclass(frozen=True)
class District:
    """A local authority district: its official code, and the keys of its force and region.

    Each ring is closed. A ring inside another is a hole.
    """

    code: str
    name: str
    force: str
    region: str
    rings: tuple[Ring, ...]

    @property
    def box(self) -> tuple[Grid, Grid]:
        """The south-west and the north-east corner of the rectangle around it."""
        return corners(place for ring in self.rings for place in ring)


def corners(places: Iterable[Grid]) -> tuple[Grid, Grid]:
    """Return the south-west and the north-east corner of the rectangle around places."""
    easts, norths = zip(*places, strict=True)
    return Grid(min(easts), min(norths)), Grid(max(easts), max(norths))


@cache
def districts() -> tuple[District, ...]:
    """Return all districts. A process reads the file once, which takes a third of a second."""
    topology = json.loads(FILE.read_text())
    arcs = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    return tuple(
        District(
            **{key: area["properties"][key] for key in ("code", "name", "force", "region")},
            rings=tuple(_ring(ring, arcs) for polygon in _polygons(area) for ring in polygon),
        )
        for area in topology["objects"]["districts"]["geometries"]
    )


def districts_within(south_west: Grid, north_east: Grid) -> list[District]:
    """Return the districts whose rectangle meets a rectangle."""
    return [
        district
        for district in districts()
        if district.box[0].east <= north_east.east
        and district.box[1].east >= south_west.east
        and district.box[0].north <= north_east.north
        and district.box[1].north >= south_west.north
    ]


def as_geojson(areas: Iterable[District]) -> dict[str, Any]:
    """Return districts as a GeoJSON collection of lines, each with its `name`."""
    features = [
        {"type": "Feature", "properties": {"name": area.name}, "geometry": _lines(area)}
        for area in areas
    ]
    return {"type": "FeatureCollection", "features": features}


@cache
def _lines(area: District) -> dict[str, Any]:
    """Return the borders of a district in degrees, to 4 places, which is about 10 metres."""
    points = [[from_grid(place) for place in ring] for ring in area.rings]
    rings = [[[round(at.longitude, 4), round(at.latitude, 4)] for at in ring] for ring in points]
    return {"type": "MultiLineString", "coordinates": rings}


def outline(area: District, origin: Grid, scale: float) -> str:
    """Return an area as an SVG path. `origin` is its top left, `scale` its units to a metre."""
    return "".join(_path(ring, origin, scale) for ring in area.rings)


def _path(ring: Ring, origin: Grid, scale: float) -> str:
    """Return a ring as a path in whole units, without repeated points."""
    points: list[tuple[int, int]] = []
    for place in ring:
        at = round((place.east - origin.east) * scale), round((origin.north - place.north) * scale)
        if not points or points[-1] != at:
            points.append(at)
    return f"M{'L'.join(f'{x} {y}' for x, y in points)}Z" if len(points) > 2 else ""


def _positions(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Grid]:
    """Decode an arc: TopoJSON stores each position as a step from the one before."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return [to_grid(Point(south + y * high, west + x * wide)) for x, y in steps]


def _polygons(area: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[list[list[int]]] = area["arcs"]
    return arcs if area["type"] == "MultiPolygon" else [arcs]  # type: ignore[list-item]


def _ring(numbers: list[int], arcs: list[list[Grid]]) -> Ring:
    """Join arcs to a ring. A number below 0 is an arc that runs backwards."""
    places: list[Grid] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        places += arc[1:] if places else arc
    return tuple(places)
