"""Tests for the deadline of a finding: typed once in the report's words, with its last day."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.inspections.rules.deadlines import last_day

ON = date(2021, 2, 18)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by February 2022", date(2022, 2, 28)),
        ("February 2024", date(2024, 2, 29)),
        ("No later than September 2017.", date(2017, 9, 30)),
        ("by the end of Sept 2021", date(2021, 9, 30)),
        ("by 30 June 2016", date(2016, 6, 30)),
        ("1st  March 2021", date(2021, 3, 1)),
        ("31/12/2021", date(2021, 12, 31)),
        ("2021-12-31", date(2021, 12, 31)),
        ("by the end of 2022", date(2022, 12, 31)),
        ("immediately", ON),
        ("With immediate effect", ON),
        ("within six months", date(2021, 8, 18)),
        ("Within 12 months of the publication of this report", date(2022, 2, 18)),
        ("within 3 months of publication", date(2021, 5, 18)),
        ("within 28 days", date(2021, 3, 18)),
        ("within two weeks", date(2021, 3, 4)),
        ("within one year", date(2022, 2, 18)),
        ("as soon as is practicable", None),
        ("by spring 2022", None),
        ("by 2022", None),
        ("", None),
    ],
)
def test_words_of_a_deadline_name_its_last_day(words: str, day: date | None) -> None:
    assert last_day(words, ON) == day


def test_months_end_on_a_day_that_exists() -> None:
    assert last_day("within one month", date(2021, 1, 31)) == date(2021, 2, 28)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("within six months", date(2016, 5, 31)),
        ("within 28 days", None),
        ("immediately", None),
        ("by June 2016", date(2016, 6, 30)),
    ],
)
def test_a_report_whose_day_is_not_known_counts_months_only(words: str, day: date | None) -> None:
    assert last_day(words, date(2015, 11, 30), day_known=False) == day


@pytest.mark.parametrize("words", ["31 February 2022", "by 31/04/2022", "2022-13-01"])
def test_a_date_that_does_not_exist_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        last_day(words, ON)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_each_day_is_read_in_every_form(day: date) -> None:
    for words in (f"{day.day} {day:%B} {day.year}", f"by {day:%d/%m/%Y}", day.isoformat()):
        assert last_day(words, ON) == day


@given(st.text(max_size=80))
def test_any_words_have_a_day_or_none_or_are_refused(words: str) -> None:
    with suppress(ValueError):
        assert isinstance(last_day(words, ON), date | None)


@given(st.integers(1, 999), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_so_many_months_later_is_never_earlier(count: int, on: date) -> None:
    later = last_day(f"within {count} months", on)
    assert later is not None
    assert later > on
