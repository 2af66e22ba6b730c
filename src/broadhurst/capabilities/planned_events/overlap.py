"""Decide whether two planned events overlap in place and time.

A window is half-open: an event that ends at noon does not overlap one that begins at noon. Each
window is first widened at both ends by its own buffer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import asin, ceil, cos, degrees, floor, pi, radians, sin

from broadhurst.foundation.geography.sphere import EARTH_RADIUS_M, NORTH, Place

CELL_M = 1_000
BANDS = ceil(pi * EARTH_RADIUS_M / CELL_M)
BAND_DEGREES = 2 * NORTH / BANDS
ROUNDING = 1e-9
FULL_CIRCLE = 360
COLUMN_BITS = 20
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """A place and a window [from_at, until_at) that includes the buffer."""

    from_at: datetime
    until_at: datetime
    place: Place

    def conflicts_with(self, other: "Event") -> bool:
        """Return whether the two overlap in time and on the ground. It is symmetric."""
        in_time = self.from_at < other.until_at and other.from_at < self.until_at
        return in_time and self.place.meets(other.place)


def event(starts_at: datetime, ends_at: datetime, buffer: timedelta, place: Place) -> Event:
    """Return an event with its window widened by the buffer before and after."""
    return Event(starts_at - buffer, ends_at + buffer, place)


def conflicts(planned: Event, others: Sequence[Event]) -> list[int]:
    """Return the indices of the others that conflict with an event."""
    return [i for i, other in enumerate(others) if planned.conflicts_with(other)]


def cells(place: Place) -> frozenset[int]:
    """Return the cells, about 1 km across, that a place may touch.

    Two places that overlap share a cell. The earth is divided into bands of latitude, and each band
    into columns about 1 km wide. Hubs use cells because they hold only keyed hashes: a cell can be
    hashed, and a distance cannot.
    """
    reach = degrees(place.reach_m / EARTH_RADIUS_M) + ROUNDING
    south, north = place.centre.latitude - reach, place.centre.latitude + reach
    first, last = (
        max(0, min(BANDS - 1, floor((at + NORTH) / BAND_DEGREES))) for at in (south, north)
    )
    half = _half_width(place.centre.latitude, reach)
    return frozenset(
        band << COLUMN_BITS | column
        for band in range(first, last + 1)
        for column in _columns(_column_count(band), place.centre.longitude, half)
    )


def keys(planned: Event) -> frozenset[tuple[int, int]]:
    """Return pairs of a cell and a day since 1970 (UTC). Two events that conflict share a pair."""
    first, last = ((at - FIRST) // DAY for at in (planned.from_at, planned.until_at))
    return frozenset((cell, day) for cell in cells(planned.place) for day in range(first, last + 1))


def _half_width(latitude: float, reach: float) -> float:
    """Return the degrees of longitude that a disc reaches to each side; 360 over a pole."""
    if abs(latitude) + reach >= NORTH:
        return float(FULL_CIRCLE)
    return degrees(asin(min(1, sin(radians(reach)) / cos(radians(latitude))))) + ROUNDING


def _column_count(band: int) -> int:
    middle = radians((band + 0.5) * BAND_DEGREES - NORTH)
    return max(1, floor(2 * pi * EARTH_RADIUS_M * cos(middle) / CELL_M))


def _columns(count: int, longitude: float, half: float) -> Iterator[int]:
    if 2 * half >= FULL_CIRCLE:
        yield from range(count)
        return
    west, east = (floor((longitude + side) / FULL_CIRCLE * count) for side in (-half, half))
    yield from {column % count for column in range(west, min(east, west + count - 1) + 1)}
