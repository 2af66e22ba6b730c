"""The demo's names, which no rule about likely duplicates may mistake for each other."""

from itertools import combinations

from rapidfuzz.distance import OSA

from broadhurst.surfaces.demo.names import NAMES


def test_no_two_first_names_are_one_letter_apart() -> None:
    """Two such people with one surname in one OCG would be refused, on the day they are drawn."""
    pairs = combinations(NAMES["first"], 2)
    assert [pair for pair in pairs if OSA.distance(*map(str.lower, pair)) < 2] == []
