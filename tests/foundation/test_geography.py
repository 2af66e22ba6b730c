"""The National Grid, and places as officers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.foundation.geography.grid import (
    Grid,
    corners,
    from_grid,
    located,
    to_grid,
)
from broadhurst.foundation.geography.sphere import (
    InvalidPlace,
    Point,
    area,
    disc,
    distance,
    in_order,
)

# The worked example of the Ordnance Survey's guide, and known landmarks. The tolerance is the 5 m
# of a Helmert transformation and half of the square of a short reference.
KNOWN = [
    ("TG 51409 13177", Point(52.657979, 1.716052), 5),
    ("TQ 30034 80381", Point(51.507407, -0.127724), 5),
    ("NN 16670 71282", Point(56.796889, -5.003525), 8),
    ("SJ 845 985", Point(53.48297, -2.23451), 80),
    ("HY 40 10", Point(58.9763, -3.0373), 800),
]


@pytest.mark.parametrize(("reference", "point", "within"), KNOWN)
def test_a_grid_reference_is_a_place(reference: str, point: Point, within: float) -> None:
    assert distance(located(reference), point) <= within
    assert located(reference.lower().replace(" ", "")) == located(reference)


@given(st.floats(1000, 690_000), st.floats(1000, 1_200_000))
def test_there_and_back_is_the_same_place(east: float, north: float) -> None:
    there = from_grid(Grid(east, north))
    back = to_grid(there)
    assert back.east == pytest.approx(east, abs=0.01)
    assert back.north == pytest.approx(north, abs=0.01)
    reference = back.reference
    assert distance(located(reference), there) < 8


@pytest.mark.parametrize("text", ["53.4794, -2.2453", " 53.4794 -2.2453 ", "+53.4794;-2.24530"])
def test_a_latitude_and_a_longitude_are_a_place(text: str) -> None:
    assert located(text) == Point(53.4794, -2.2453)


@pytest.mark.parametrize(
    "text", ["", "SJ 845 98", "SJ", "ZZ 11 11", "II 11 11", "91, 0", "0, 181", "High Street"]
)
def test_what_is_no_place_is_said(text: str) -> None:
    with pytest.raises(InvalidPlace, match=r"grid reference|No square"):
        located(text)


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "{}", '{"type": "Polygon"}', '{"coordinates": 5}', '[["a", 1], [2, 2], [3, 3]]',
        '{"type":"Polygon","coordinates":' + "[" * 5000 + "]" * 5000 + "}",
        f"[[{10**400}, 1], [2, 2], [3, 3]]",
    ],
)  # fmt: skip
def test_what_is_no_polygon_is_said_however_deep(text: str) -> None:
    with pytest.raises(InvalidPlace, match="not the GeoJSON"):
        corners(text)


def test_beyond_great_britain_there_is_no_reference() -> None:
    assert to_grid(Point(48.85, 2.35)).reference == ""


SQUARE = [[-2.25, 53.47], [-2.24, 53.47], [-2.24, 53.48]]


@pytest.mark.parametrize(
    "text",
    [
        "53.47, -2.25\n53.47, -2.24\n\n53.48, -2.24",
        '{"type": "Polygon", "coordinates": [[[-2.25,53.47],[-2.24,53.47],[-2.24,53.48]]]}',
        '{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": '
        "[[[-2.25,53.47,9],[-2.24,53.47,9],[-2.24,53.48,9]]]}}",
        "[[-2.25,53.47],[-2.24,53.47],[-2.24,53.48]]",
    ],
)
def test_the_corners_of_an_area(text: str) -> None:
    assert corners(text) == SQUARE


@pytest.mark.parametrize("text", ["[", "[]", "{}", '{"coordinates": 4}', "[[1]]", '["a"]'])
def test_what_is_no_area_is_said(text: str) -> None:
    with pytest.raises(InvalidPlace, match="GeoJSON"):
        corners(text)


CROSSWISE = "53.58, -2.43\n53.59, -2.42\n53.59, -2.43\n53.58, -2.42"


def test_an_area_whose_sides_cross_is_refused_as_nobody_knows_what_lies_in_it() -> None:
    with pytest.raises(InvalidPlace, match="in order"):
        in_order(area(corners(CROSSWISE)))
    around = in_order(area(corners("53.58, -2.43\n53.59, -2.43\n53.59, -2.42\n53.58, -2.42")))
    assert around.meets(disc(53.585, -2.4285, 10))


def test_a_corner_is_as_fine_as_what_is_shown_and_sent_again() -> None:
    assert corners("[[-2.123456789, 53.123456789]]") == [[-2.123457, 53.123457]]
