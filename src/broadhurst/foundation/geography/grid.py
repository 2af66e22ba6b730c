"""The British National Grid, and parsing of places: "SJ 845 985" or "53.4794, -2.2453".

Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain". The
datum is changed with the Helmert transformation, which is accurate to 5 m everywhere.
"""

import json
import re
from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan
from typing import NamedTuple

from broadhurst.foundation.geography.sphere import InvalidPlace, Point

AIRY, WGS_84 = (6_377_563.396, 6_356_256.909), (6_378_137.0, 6_356_752.314245)
SHIFT_M, TURN_S, SCALE = (-446.448, 125.157, -542.060), (-0.1502, -0.2470, -0.8421), 20.4894e-6
ORIGIN_NORTH, ORIGIN_EAST = radians(49), radians(-2)
FALSE_EAST, FALSE_NORTH, ON_MERIDIAN = 400_000, -100_000, 0.9996012717
SQUARE_M, ACROSS = 100_000, 5
EAST_END, NORTH_END = 700_000, 1_300_000
LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
DECIMALS = 6
QUARTER, HALF = 90, 180
STEPS = 12
# The errors that JSON of another shape can cause, also with deep nesting or very long numbers.
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError)
REFERENCE = re.compile(r"([A-Z]{2})((?:\d\d){1,5})")
LAT_LONG = re.compile(r"\s*([-+]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d+)?)\s*")


class Grid(NamedTuple):
    """Metres east and north of the grid's false origin, south-west of Scilly."""

    east: float
    north: float

    @property
    def reference(self) -> str:
        """The reference of the 10 m square, like "SJ 8451 9854"; "" outside Great Britain."""
        if not (0 <= self.east < EAST_END and 0 <= self.north < NORTH_END):
            return ""
        across, down = int(self.east // SQUARE_M), 19 - int(self.north // SQUARE_M)
        first = LETTERS[down - down % ACROSS + (across + 10) // ACROSS]
        second = LETTERS[down * ACROSS % 25 + across % ACROSS]
        east, north = (int(at % SQUARE_M // 10) for at in self)
        return f"{first}{second} {east:04} {north:04}"


def located(text: str) -> Point:
    """Parse a grid reference, or a latitude and a longitude. Raises InvalidPlace.

    A grid reference names a square; the result is its centre.
    """
    bare = re.sub(r"\s", "", text).upper()
    if match := REFERENCE.fullmatch(bare):
        return _rounded(from_grid(_middle(match[1], match[2])))
    if match := LAT_LONG.fullmatch(text):
        point = Point(float(match[1]), float(match[2]))
        if abs(point.latitude) <= QUARTER and abs(point.longitude) <= HALF:
            return _rounded(point)
    raise InvalidPlace(
        "Enter a grid reference, like SJ 845 985, or a latitude and a longitude, like "
        "53.4794, -2.2453."
    )


def corners(text: str) -> list[list[float]]:
    """Parse an area: GeoJSON, or one corner on each line as in `located`. Raises InvalidPlace.

    Returns the longitude and latitude of each corner.
    """
    if text.strip().startswith(("{", "[")):
        return _ring(text)
    points = [located(line) for line in text.splitlines() if line.strip()]
    return [[point.longitude, point.latitude] for point in points]


def to_grid(point: Point) -> Grid:
    """Convert a WGS 84 point to the National Grid."""
    north, east = _on_airy(point)
    nu, rho, eta = _radii(north)
    t, c, d = tan(north), cos(north), east - ORIGIN_EAST
    first = nu * c
    third = nu / 6 * c**3 * (nu / rho - t**2)
    fifth = nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta - 58 * t**2 * eta)
    second = nu / 2 * sin(north) * c
    fourth = nu / 24 * sin(north) * c**3 * (5 - t**2 + 9 * eta)
    sixth = nu / 720 * sin(north) * c**5 * (61 - 58 * t**2 + t**4)
    return Grid(
        FALSE_EAST + first * d + third * d**3 + fifth * d**5,
        FALSE_NORTH + _along(north) + second * d**2 + fourth * d**4 + sixth * d**6,
    )


def from_grid(grid: Grid) -> Point:
    """Convert a National Grid position to WGS 84, by inverting `to_grid` iteratively."""
    guess = Point(54.0, -2.0)
    for _ in range(STEPS):
        there = to_grid(guess)
        off_east, off_north = grid.east - there.east, grid.north - there.north
        guess = Point(
            guess.latitude + degrees(off_north / AIRY[0]),
            guess.longitude + degrees(off_east / (AIRY[0] * cos(radians(guess.latitude)))),
        )
    return guess


def _middle(letters: str, digits: str) -> Grid:
    """Return the centre of the square of a grid reference."""
    first, second = (LETTERS.find(letter) for letter in letters)
    east = (first - 2) % ACROSS * ACROSS + second % ACROSS
    north = 19 - first // ACROSS * ACROSS - second // ACROSS
    half = len(digits) // 2
    size = 10 ** (ACROSS - half)
    grid = Grid(
        east * SQUARE_M + int(digits[:half]) * size + size / 2,
        north * SQUARE_M + int(digits[half:]) * size + size / 2,
    )
    if min(first, second) < 0 or not (0 <= grid.east < EAST_END and 0 <= grid.north < NORTH_END):
        raise InvalidPlace(f"No square of the National Grid has the letters {letters}.")
    return grid


def _rounded(point: Point) -> Point:
    """Round to a tenth of a metre, so that a displayed place can be typed again exactly."""
    return Point(round(point.latitude, DECIMALS), round(point.longitude, DECIMALS))


def _ring(text: str) -> list[list[float]]:
    try:
        ring = json.loads(text)
        while isinstance(ring, dict):
            ring = ring.get("geometry") or ring.get("coordinates")
        while isinstance(ring[0][0], list):
            ring = ring[0]
        return [
            [round(float(east), DECIMALS), round(float(north), DECIMALS)]
            for east, north, *_ in ring
        ]
    except UNREADABLE as bad:
        raise InvalidPlace("This is not the GeoJSON of a polygon: copy it again.") from bad


def _radii(north: float) -> tuple[float, float, float]:
    squared = _eccentricity(AIRY)
    bent = 1 - squared * sin(north) ** 2
    nu = AIRY[0] * ON_MERIDIAN / sqrt(bent)
    rho = AIRY[0] * ON_MERIDIAN * (1 - squared) / bent**1.5
    return nu, rho, nu / rho - 1


def _along(north: float) -> float:
    """Return the metres along the meridian from the true origin."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = north - ORIGIN_NORTH, north + ORIGIN_NORTH
    return b * ON_MERIDIAN * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )  # fmt: skip


def _on_airy(point: Point) -> tuple[float, float]:
    """Return the OSGB36 latitude and longitude in radians (Helmert transformation)."""
    x, y, z = _from_middle(point)
    p, q, r = (radians(turn / 3600) for turn in TURN_S)
    scale = 1 + SCALE
    x, y, z = (
        SHIFT_M[0] + scale * x - r * y + q * z,
        SHIFT_M[1] + r * x + scale * y - p * z,
        SHIFT_M[2] - q * x + p * y + scale * z,
    )
    flat = hypot(x, y)
    squared = _eccentricity(AIRY)
    north = atan2(z, flat * (1 - squared))
    for _ in range(STEPS):
        nu = AIRY[0] / sqrt(1 - squared * sin(north) ** 2)
        north = atan2(z + squared * nu * sin(north), flat)
    return north, atan2(y, x)


def _from_middle(point: Point) -> tuple[float, float, float]:
    """Return Cartesian coordinates in metres from the earth's centre, on the WGS 84 ellipsoid."""
    north, east = radians(point.latitude), radians(point.longitude)
    squared = _eccentricity(WGS_84)
    nu = WGS_84[0] / sqrt(1 - squared * sin(north) ** 2)
    flat = nu * cos(north)
    return flat * cos(east), flat * sin(east), nu * (1 - squared) * sin(north)


def _eccentricity(ellipsoid: tuple[float, float]) -> float:
    """Return the squared eccentricity of an ellipsoid."""
    a, b = ellipsoid
    return 1 - b * b / (a * a)
