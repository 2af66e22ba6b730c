"""Tests for spans of time in words."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.figures.phrases import between


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (date(2015, 11, 1), date(2021, 2, 18), "5 years and 3 months"),
        (date(2020, 2, 18), date(2021, 2, 18), "1 year"),
        (date(2020, 2, 18), date(2021, 2, 17), "11 months"),
        (date(2019, 1, 18), date(2021, 2, 18), "2 years and 1 month"),
        (date(2021, 1, 31), date(2021, 2, 28), "1 month"),
        (date(2020, 2, 29), date(2021, 2, 28), "1 year"),
        (date(2021, 2, 1), date(2021, 2, 18), "less than a month"),
        (date(2021, 2, 1), date(2021, 2, 1), "less than a month"),
    ],
)
def test_years_and_months_are_those_that_passed(earlier: date, later: date, said: str) -> None:
    assert between(earlier, later) == said


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="before the earlier"):
        between(date(2021, 2, 18), date(2015, 11, 1))
