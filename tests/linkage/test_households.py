"""A shared address says little of two people whose first names are wholly different."""

import numpy as np
import pytest

from broadhurst_linkage.matcher import Band, Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.comparisons import NOT_COUNTED

MATCHER = Matcher.default()
HOME = {"street": "12 Larkfield Road", "town": "Bolton", "postcode": "BL1 4QR"}


def explained(one: Record, other: Record) -> dict[str, str]:
    bars = MATCHER.explain(MATCHER.row(one), MATCHER.row(other))["bars"]
    return {bar["name"]: bar["words"] for bar in bars}


@pytest.mark.parametrize("known", [{}, {"born": "1961-02-03"}])
def test_two_people_of_one_household_are_no_match(known: dict[str, str]) -> None:
    mother = Record("Wilhelmina", "", "Ackersby", **known, **HOME)
    son = Record("Jonathan", "", "Ackersby", born="1990-08-09", **HOME)
    assert explained(mother, son)["Address"] == NOT_COUNTED
    assert not MATCHER.score(MATCHER.row(mother), np.array([MATCHER.row(son)]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("Jonathan", "", "Ackersby", **HOME), Record("Jonathon", "", "Ackersby", **HOME)),
        (
            Record("Jonathan", "", "Ackersby", born="1990-08-09", **HOME),
            Record("Wilhelmina", "", "Ackersby", born="1990-08-09", **HOME),
        ),
    ],
)
def test_it_counts_if_first_names_or_dates_agree(one: Record, other: Record) -> None:
    assert explained(one, other)["Address"] == "the same house and postcode"
    scored = MATCHER.score(MATCHER.row(one), np.array([MATCHER.row(other)]))
    assert scored[0].band in (Band.NOTIFY, Band.REVIEW)


def test_an_address_that_is_not_known_is_not_called_uncounted() -> None:
    words = explained(Record("Jonathan", "", "Ackersby", **HOME), Record("Ada", "", "Ackersby"))
    assert words["Address"] == "not known on one side"
