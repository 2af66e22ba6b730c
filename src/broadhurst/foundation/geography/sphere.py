"""Places on the ground: points with a radius and areas, and whether two of them overlap.

The earth is a sphere with the mean radius of the WGS 84 ellipsoid. Distances are within 0.6 per
cent of the ellipsoid's, so a radius of 500 m may be 3 m more or less. Areas are bounded by great
circles; an area touches everything within a millimetre. The antimeridian and the poles need no
special treatment.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations, pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, isfinite, pi, radians, sin, sqrt
from typing import NamedTuple

# (2a + b) / 3 of WGS 84; PostGIS uses the same radius for spheres.
EARTH_RADIUS_M = 6_371_008.7714
NORTH, HALF_TURN = 90, 180
FEWEST_CORNERS, MOST_CORNERS = 3, 500
WIDEST_M = 100_000
TOUCHING_M = 0.001

Vector = tuple[float, float, float]


class InvalidPlace(ValueError):
    """A text or number is not a valid place. The message says what to enter instead."""


class Point(NamedTuple):
    """A WGS 84 position in degrees; west and south are negative."""

    latitude: float
    longitude: float

    @property
    def vector(self) -> Vector:
        """The unit vector from the earth's centre to the point."""
        north, east = radians(self.latitude), radians(self.longitude)
        return cos(north) * cos(east), cos(north) * sin(east), sin(north)


class Place:
    """A point with a radius (a disc), or an area. Places that only touch count as overlapping.

    `centre` and `reach_m` describe the disc, or a disc that contains the area.
    """

    def __init__(self, centre: Point, reach_m: float, corners: tuple[Point, ...] = ()) -> None:
        self.centre, self.reach_m, self.corners = centre, reach_m, corners

    @cached_property
    def edges(self) -> list[tuple[Vector, Vector]]:
        """The sides of an area; a disc has none."""
        around = [corner.vector for corner in self.corners]
        return list(pairwise([*around, *around[:1]]))

    def meets(self, other: "Place") -> bool:
        """Return whether two places overlap; the relation is symmetric."""
        apart = distance(self.centre, other.centre)
        if not (self.corners or other.corners):
            return apart <= self.reach_m + other.reach_m
        if apart > self.reach_m + other.reach_m + 1:
            return False
        if self.corners and other.corners:
            return _areas_meet(self, other)
        area, disc = (self, other) if self.corners else (other, self)
        return _from_area(disc.centre.vector, area) <= disc.reach_m + TOUCHING_M


def disc(latitude: float, longitude: float, radius_m: float) -> Place:
    """Return a place with a radius in metres. Raises InvalidPlace."""
    if not 0 <= radius_m <= WIDEST_M:
        raise InvalidPlace(f"A radius is 0 to {WIDEST_M:,} metres.")
    return Place(_point(latitude, longitude), radius_m)


def area(ring: Sequence[Sequence[float]]) -> Place:
    """Return the area inside a GeoJSON ring: [longitude, latitude] of each corner.

    Raises InvalidPlace.
    """
    corners = tuple(_point(position[1], position[0]) for position in ring if _has_two(position))
    if corners[:1] == corners[-1:]:
        corners = corners[:-1]
    if not FEWEST_CORNERS <= len(set(corners)) == len(corners) <= MOST_CORNERS:
        raise InvalidPlace(
            f"An area has {FEWEST_CORNERS} to {MOST_CORNERS} corners, and none of them twice."
        )
    x, y, z = (sum(axis) for axis in zip(*(corner.vector for corner in corners), strict=True))
    centre = Point(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
    reach = max(distance(centre, corner) for corner in corners)
    if reach > WIDEST_M:
        raise InvalidPlace(f"No corner may be further than {WIDEST_M // 1000} km from the middle.")
    return Place(centre, float(ceil(reach) + 1), corners)


def in_order(place: Place) -> Place:
    """Return the place, or raise InvalidPlace if sides of its area cross.

    Events planned before this check existed are compared without it.
    """
    if is_crossed(place):
        raise InvalidPlace("The sides of the area cross: give its corners in order, one way round.")
    return place


def is_crossed(place: Place) -> bool:
    """Return whether sides of an area cross, so that its inside is not defined."""
    apart = ((a, b) for a, b in combinations(place.edges, 2) if not {*a} & {*b})
    return any(_cross(*a, *b) for a, b in apart)


def distance(point: Point, other: Point) -> float:
    """Return the great-circle distance in metres (haversine), which is exact for short ones."""
    north = sin(radians(point.latitude - other.latitude) / 2) ** 2
    east = sin(radians(point.longitude - other.longitude) / 2) ** 2
    both = cos(radians(point.latitude)) * cos(radians(other.latitude))
    return 2 * EARTH_RADIUS_M * asin(min(1, sqrt(north + both * east)))


def _point(latitude: float, longitude: float) -> Point:
    if not (isfinite(latitude) and abs(latitude) <= NORTH):
        raise InvalidPlace("A latitude is -90 to 90 degrees.")
    if not (isfinite(longitude) and abs(longitude) <= HALF_TURN):
        raise InvalidPlace("A longitude is -180 to 180 degrees.")
    return Point(float(latitude), float(longitude))


def _has_two(position: Sequence[float]) -> bool:
    if len(position) >= len(Point._fields):
        return True
    raise InvalidPlace("Each corner of an area is a longitude and a latitude.")


def _areas_meet(place: Place, other: Place) -> bool:
    """Return whether edges cross or touch, or one area contains the other."""
    if any(_cross(a, b, c, d) for a, b in place.edges for c, d in other.edges):
        return True
    return any(
        _from_area(corner.vector, within) <= TOUCHING_M
        for corners, within in ((place.corners, other), (other.corners, place))
        for corner in corners
    )


def _from_area(point: Vector, within: Place) -> float:
    """Return the metres from a point to an area: 0 inside it and on its edge."""
    turn = sum(_turn(point, a, b) for a, b in within.edges)
    if abs(turn) > pi:
        return 0.0
    return EARTH_RADIUS_M * min(_from_edge(point, a, b) for a, b in within.edges)


def _turn(point: Vector, a: Vector, b: Vector) -> float:
    """Return the angle from a to b as seen from a point; around an area they add up to 2 pi."""
    return atan2(_dot(point, _cross_product(a, b)), _dot(a, b) - _dot(point, a) * _dot(point, b))


def _from_edge(point: Vector, a: Vector, b: Vector) -> float:
    """Return the angle at the earth's centre between a point and the nearest point of an edge."""
    normal = _cross_product(a, b)
    before = _dot(_cross_product(normal, a), point) < 0
    beyond = _dot(_cross_product(normal, b), point) > 0
    if before or beyond:
        return min(_angle(point, a), _angle(point, b))
    return asin(min(1, abs(_dot(normal, point)) / sqrt(_dot(normal, normal))))


def _angle(a: Vector, b: Vector) -> float:
    chord = sqrt(sum((i - j) ** 2 for i, j in zip(a, b, strict=True)))
    return 2 * asin(min(1, chord / 2))


def _cross(a: Vector, b: Vector, c: Vector, d: Vector) -> bool:
    """Return whether two edges cross: each separates the ends of the other."""
    first, second = _cross_product(a, b), _cross_product(c, d)
    sides = (_dot(first, c), _dot(first, d), _dot(second, a), _dot(second, b))
    return sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross_product(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
