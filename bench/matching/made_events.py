"""A made-up year of planned events, and a scan to verify queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf, nextafter

import numpy as np

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.geography.sphere import EARTH_RADIUS_M, Point, distance

FIRST = datetime(2027, 1, 1, tzinfo=UTC)
TOWNS = 60
SOUTH, NORTH, WEST, EAST = 50.2, 57.5, -5.0, 1.5
TOWN_DEGREES = (0.05, 0.08)
RADII, SHARES = (500, 2000), (0.8, 0.2)
YEAR_MINUTES = 365 * 24 * 60
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
DEGREE_M = 111_000
NEAR_THE_EDGE_M = 1e-6
SEED = 20261125

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Integers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass
class Register:
    """The events as columns. Times are minutes since `FIRST` and include the buffer."""

    latitude: Floats
    longitude: Floats
    radius: Integers
    begins: Integers
    expires: Integers
    unit: Integers

    def scan(self, event: Event) -> list[int]:
        """Compare every event, by the straight line through the earth.

        The engine decides events closer to the edge than the arithmetic is exact.
        """
        begins, expires = ((at - FIRST) / MINUTE for at in (event.begins_at, event.expires_at))
        in_time = np.flatnonzero((self.begins < expires) & (self.expires > begins))
        here = Point(event.latitude, event.longitude)
        chord = np.linalg.norm(_vectors(self, in_time) - np.array(here.vector), axis=1)
        apart = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1, chord / 2))
        spare = self.radius[in_time] + event.radius_m - apart
        meets = spare >= 0
        for i in np.flatnonzero(np.abs(spare) < NEAR_THE_EDGE_M):
            row = in_time[i]
            there = Point(float(self.latitude[row]), float(self.longitude[row]))
            meets[i] = distance(here, there) <= event.radius_m + int(self.radius[row])
        found = in_time[meets]
        return sorted(found[self.unit[found] != event.unit_id].tolist())


def _vectors(register: Register, rows: Integers) -> Vectors:
    north, east = np.radians(register.latitude[rows]), np.radians(register.longitude[rows])
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], 1)


def made_up(number: int, units: list[int], seed: int = SEED) -> Register:
    """Make up the events of a year, most of them in a few large towns as in real life."""
    rng = np.random.default_rng(seed)
    weight = 1 / np.arange(1, TOWNS + 1)
    town = rng.choice(TOWNS, number, p=weight / weight.sum())
    towns = np.random.default_rng(SEED)
    middle = towns.uniform((SOUTH, WEST), (NORTH, EAST), (TOWNS, 2))
    spread = rng.normal(0, TOWN_DEGREES, (number, 2))
    buffers = rng.choice((0, 30, 60), number)
    begins = rng.integers(0, YEAR_MINUTES, number)
    places = middle[town] + spread
    return Register(
        latitude=places[:, 0],
        longitude=places[:, 1],
        radius=rng.choice(RADII, number, p=SHARES),
        begins=begins - buffers,
        expires=begins + rng.integers(30, 480, number) + buffers,
        unit=rng.choice(units, number),
    )


def as_event(register: Register, row: int) -> Event:
    """Return one event as an unsaved model instance."""
    begins, expires = (FIRST + int(at[row]) * MINUTE for at in (register.begins, register.expires))
    return Event(
        latitude=float(register.latitude[row]), longitude=float(register.longitude[row]),
        radius_m=int(register.radius[row]), begins_at=begins, expires_at=expires,
        unit_id=int(register.unit[row]),
    )  # fmt: skip


def edges(register: Register, rows: range, unit: int) -> Iterator[Event]:
    """Yield events that just overlap others, and events that just do not.

    The edges are in time and on the ground (the last latitude near enough, and the next).
    """
    for row in rows:
        stored = as_event(register, row)
        for begins in (stored.expires_at, stored.expires_at - TICK):
            yield _moved(stored, unit, begins_at=begins, expires_at=begins + 30 * MINUTE)
        here, reach = Point(stored.latitude, stored.longitude), 2 * stored.radius_m
        near, far = here.latitude, here.latitude + 2 * reach / DEGREE_M
        while nextafter(near, inf) < far:
            middle = (near + far) / 2
            if distance(here, Point(middle, here.longitude)) <= reach:
                near = middle
            else:
                far = middle
        for latitude in (near, far):
            yield _moved(stored, unit, latitude=latitude)


def _moved(event: Event, unit: int, **changes: object) -> Event:
    given = {
        name: getattr(event, name)
        for name in ("latitude", "longitude", "radius_m", "begins_at", "expires_at")
    }
    return Event(**(given | changes), unit_id=unit)
