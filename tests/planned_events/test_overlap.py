"""The engine's overlap of places and times is exact everywhere on the globe."""

from datetime import UTC, datetime, timedelta
from math import asin, cos, inf, nextafter, radians

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from broadhurst.capabilities.planned_events.overlap import (
    Event,
    cells,
    conflicts,
    event,
    keys,
)
from broadhurst.foundation.geography.sphere import (
    EARTH_RADIUS_M,
    InvalidPlace,
    Place,
    Point,
    area,
    disc,
    distance,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NONE = timedelta(0)
TICK = timedelta(microseconds=1)
DEGREE_M = 111_195.08

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
# Close points, often on the antimeridian, a pole, the equator or the meridian.
CENTRES = st.tuples(
    st.sampled_from([53.41, 89.999, 90.0, -90.0, -89.99, 0.0, 66.5]) | LATITUDES,
    st.sampled_from([-2.16, 180.0, -180.0, 179.999, -179.999, 0.0]) | LONGITUDES,
)
STEPS = st.floats(-0.03, 0.03)
RADII = st.sampled_from([0, 0.5, 200, 500, 2000]) | st.floats(0, 5000)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 60), st.integers(0, 20))


def a_disc(centre: tuple[float, float], north: float, east: float, radius: float) -> Place:
    latitude = max(-90.0, min(90.0, centre[0] + north))
    wide = max(cos(radians(latitude)), 0.01)
    longitude = (centre[1] + east / wide + 180) % 360 - 180
    return disc(latitude, longitude, radius)


def a_square(latitude: float, longitude: float, half_m: float) -> Place:
    high = half_m / DEGREE_M
    wide = high / cos(radians(latitude))
    return area(
        [(_turned(longitude + x * wide), latitude + y * high) for x, y in
         ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    )  # fmt: skip


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def when(span: tuple[int, int, int], place: Place) -> Event:
    starts = NOON + span[0] * timedelta(minutes=1)
    return event(
        starts, starts + span[1] * timedelta(minutes=1), span[2] * timedelta(minutes=1), place
    )


def by_chord(one: Place, other: Place) -> float:
    """Return metres over the ground by a second method, the line through the earth."""
    a, b = one.centre.vector, other.centre.vector
    chord = sum((i - j) ** 2 for i, j in zip(a, b, strict=True)) ** 0.5
    return 2 * EARTH_RADIUS_M * asin(min(1.0, chord / 2))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Point(0, 0), Point(0, 180), 20_015_114.4),
        (Point(90, 12), Point(90, -99), 0),
        (Point(0, 179.5), Point(0, -179.5), DEGREE_M),
        (Point(89.5, 0), Point(89.5, 180), DEGREE_M),
        # Manchester Town Hall to Liverpool Town Hall, as PostGIS ST_DistanceSphere has it.
        (Point(53.4794, -2.2453), Point(53.4071, -2.9916), 50_070),
    ],
)
def test_distances_over_the_globe(one: Point, other: Point, metres: float) -> None:
    assert distance(one, other) == pytest.approx(metres, rel=1e-3, abs=1e-6)


@given(CENTRES, STEPS, STEPS, STEPS, STEPS)
@example((90.0, 0.0), 0, 0.01, 0, -0.02)
def test_the_distance_is_that_of_the_chord_and_the_same_both_ways(
    centre: tuple[float, float], n1: float, e1: float, n2: float, e2: float
) -> None:
    one, other = a_disc(centre, n1, e1, 0), a_disc(centre, n2, e2, 0)
    apart = distance(one.centre, other.centre)
    assert apart == distance(other.centre, one.centre)
    assert apart == pytest.approx(by_chord(one, other), abs=1e-6)


@given(CENTRES, STEPS, STEPS, st.floats(0, 1))
def test_a_radius_is_exact_to_the_last_bit(
    centre: tuple[float, float], north: float, east: float, share: float
) -> None:
    one, other = a_disc(centre, 0, 0, 0), a_disc(centre, north, east, 0)
    apart = distance(one.centre, other.centre)
    radius = apart * share
    rest = apart - radius
    assume(radius + rest == apart)
    assume(rest > 0)
    here, there = Place(one.centre, radius), Place(other.centre, rest)
    assert here.meets(there)
    assert there.meets(here)
    short = nextafter(rest, -inf)
    assume(radius + short < apart)
    assert not here.meets(Place(other.centre, short))
    assert not Place(other.centre, short).meets(here)


@given(SPANS, SPANS)
def test_windows_are_half_open_and_widened_by_both_buffers(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    place = disc(53.41, -2.16, 100)
    minutes = [
        set(range(start - buffer, start + length + buffer))
        for start, length, buffer in (one, other)
    ]
    met = bool(minutes[0] & minutes[1])
    assert when(one, place).conflicts_with(when(other, place)) == met
    assert when(other, place).conflicts_with(when(one, place)) == met


def test_the_last_instant_of_a_window_is_not_in_it() -> None:
    place = disc(53.41, -2.16, 100)
    first = event(NOON, NOON + HOUR, NONE, place)
    assert not first.conflicts_with(event(NOON + HOUR, NOON + 2 * HOUR, NONE, place))
    assert first.conflicts_with(event(NOON + HOUR - TICK, NOON + 2 * HOUR, NONE, place))
    assert first.conflicts_with(event(NOON + HOUR, NOON + 2 * HOUR, TICK, place))


@given(
    CENTRES,
    st.lists(st.tuples(STEPS, STEPS, RADII, SPANS), min_size=1, max_size=12),
    st.tuples(STEPS, STEPS, RADII, SPANS),
)
def test_conflicts_are_those_of_brute_force_symmetric_and_share_a_key(
    centre: tuple[float, float],
    many: list[tuple[float, float, float, tuple[int, int, int]]],
    single: tuple[float, float, float, tuple[int, int, int]],
) -> None:
    one = when(single[3], a_disc(centre, *single[:3]))
    others = [when(each[3], a_disc(centre, *each[:3])) for each in many]
    found = conflicts(one, others)
    for place, other in enumerate(others):
        apart = by_chord(one.place, other.place) - one.place.reach_m - other.place.reach_m
        overlap = one.from_at < other.until_at and other.from_at < one.until_at
        if abs(apart) > 1e-6:
            assert (place in found) == (overlap and apart < 0)
        assert other.conflicts_with(one) == (place in found)
        if place in found:
            assert keys(one) & keys(other)
            assert cells(one.place) & cells(other.place)


@pytest.mark.parametrize("longitude", [-2.16, 180.0, -179.9999, 0.0])
@pytest.mark.parametrize("latitude", [53.41, 0.0, -71.0, 88.0])
def test_an_area_meets_what_is_inside_it_or_within_reach_of_its_edge(
    latitude: float, longitude: float
) -> None:
    square = a_square(latitude, longitude, 1000)
    north = 1 / DEGREE_M
    assert square.meets(disc(latitude, longitude, 0))
    assert square.meets(disc(latitude + 1200 * north, longitude, 201))
    assert not square.meets(disc(latitude + 1200 * north, longitude, 190))
    wide = north / cos(radians(latitude))
    assert square.meets(disc(latitude, _turned(longitude + 1200 * wide), 202))
    assert not square.meets(disc(latitude, _turned(longitude + 1200 * wide), 190))
    corner = disc(latitude + 1300 * north, _turned(longitude + 1300 * wide), 400)
    assert not square.meets(corner)
    assert square.meets(Place(corner.centre, 430))


def test_an_area_may_lie_over_a_pole() -> None:
    cap = area([(0, 89.9), (90, 89.9), (180, 89.9), (-90, 89.9)])
    assert cap.meets(disc(90, 33, 0))
    assert cap.meets(disc(89.95, 45, 0))
    assert not cap.meets(disc(89.8, 45, 1000))


def test_areas_meet_by_crossing_holding_or_touching() -> None:
    square = a_square(53.41, -2.16, 1000)
    assert square.meets(a_square(53.41, -2.16, 100))
    assert a_square(53.41, -2.16, 100).meets(square)
    far, near = -2.16 + 0.05, -2.16 + 0.001
    bar = area([(far, 53.4099), (far, 53.4101), (-2.21, 53.4101), (-2.21, 53.4099)])
    assert bar.meets(square)
    assert not a_square(53.45, -2.16, 1000).meets(square)
    assert area([(near, 53.41), (near, 53.40), (far, 53.40)]).meets(square)
    beside = area([*[(p.longitude, p.latitude) for p in square.corners[1:3]], (far, 53.41)])
    assert beside.meets(square)
    assert square.meets(beside)


def test_an_area_need_not_be_convex() -> None:
    """A horseshoe does not contain the space between its arms."""
    shoe = area(
        [(0, 50), (0.03, 50), (0.03, 50.03), (0.02, 50.03), (0.02, 50.01), (0.01, 50.01),
         (0.01, 50.03), (0, 50.03)]
    )  # fmt: skip
    assert not shoe.meets(disc(50.025, 0.015, 100))
    assert shoe.meets(disc(50.025, 0.025, 0))
    assert shoe.meets(disc(50.025, 0.015, 400))


@given(CENTRES, st.tuples(STEPS, STEPS), st.floats(10, 2000), st.floats(10, 2000))
def test_areas_and_discs_meet_the_same_whichever_is_asked(
    centre: tuple[float, float], step: tuple[float, float], half: float, radius: float
) -> None:
    assume(abs(centre[0]) < 89)
    square = a_square(*centre, half)
    place = a_disc(centre, *step, radius)
    assume(abs(place.centre.latitude) < 89)
    other = a_square(*place.centre, radius)
    assert square.meets(place) == place.meets(square)
    assert square.meets(other) == other.meets(square)
    if square.meets(place):
        assert cells(square) & cells(place)
    if place.meets(Place(square.centre, half * 0.99)):
        assert square.meets(place)


def test_a_place_of_half_a_kilometre_touches_few_cells() -> None:
    assert 1 <= len(cells(disc(53.41, -2.16, 0))) <= 4
    assert 4 <= len(cells(disc(53.41, -2.16, 500))) <= 9


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (lambda: disc(91, 0, 1), "latitude"),
        (lambda: disc(float("nan"), 0, 1), "latitude"),
        (lambda: disc(0, 181, 1), "longitude"),
        (lambda: disc(0, 0, -1), "radius"),
        (lambda: area([(0, 0), (0, 1), (0, 0)]), "3 to 500"),
        (lambda: area([(0, 0), (0, 1), (1, 1), (0, 1)]), "twice"),
        (lambda: area([(0,), (0, 1), (1, 1)]), "longitude and a latitude"),
        (lambda: area([(0, 0), (5, 0), (5, 5)]), "further than 100 km"),
    ],
)
def test_what_is_wrong_with_a_place_is_said(make: object, advice: str) -> None:
    assert callable(make)
    with pytest.raises(InvalidPlace, match=advice):
        make()
