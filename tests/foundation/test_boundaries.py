"""Boundaries of districts: complete, closed, and where they should be."""

from itertools import pairwise

import pytest

from broadhurst.foundation.geography.boundaries import districts, districts_within
from broadhurst.foundation.geography.grid import Grid, to_grid
from broadhurst.foundation.geography.sphere import Point

# Town halls, from public gazetteers.
PLACES = {
    "Bolton": Point(53.5782, -2.4299),
    "Manchester": Point(53.4795, -2.2451),
    "Gwynedd": Point(52.9370, -3.8900),
}


def holds(place: Grid, ring: tuple[Grid, ...]) -> bool:
    """Count the lines of a ring that a ray to the east crosses: odd inside."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > place.north) != (y2 > place.north):
            inside ^= place.east < (x2 - x1) * (place.north - y1) / (y2 - y1) + x1
    return inside


def test_there_are_318_districts_with_closed_rings() -> None:
    found = districts()
    assert len({area.code for area in found}) == 318
    assert {area.region for area in found if area.force == "gmp"} == {"north-west"}
    for area in found:
        assert area.rings, area.name
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in area.rings), area.name


@pytest.mark.parametrize("name", PLACES)
def test_a_town_hall_is_in_its_own_district_alone(name: str) -> None:
    place = to_grid(PLACES[name])
    within = [
        area.name for area in districts() if sum(holds(place, ring) for ring in area.rings) % 2
    ]
    assert within == [name]


def test_districts_within_a_rectangle_are_those_that_meet_it() -> None:
    bolton = next(area for area in districts() if area.name == "Bolton")
    found = {area.name for area in districts_within(*bolton.box)}
    assert {"Bolton", "Bury", "Wigan", "Salford", "Chorley"} <= found
    assert "Liverpool" not in found
