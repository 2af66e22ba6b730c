"""Days of a whole column, in whichever way it writes them."""

import pytest

from broadhurst.capabilities.deconfliction.engine.normalise.day import column


def read(*texts: str) -> list[str]:
    """The column, each text once."""
    return column(texts, [1] * len(texts))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1956-04-09", "1956-04-09"),
        ("1956-04", "1956-04"),
        ("1956", "1956"),
        ("c. 1956", "1956"),
        ("1956/4/9", "1956-04-09"),
        (" 19560409", "1956-04-09"),
        ("09/04/1956", "1956-04-09"),
        ("9.4.56", "1956-04-09"),
        ("9.4.06", "2006-04-09"),
        ("9 Apr 1956", "1956-04-09"),
        ("April 9th, 1956", "1956-04-09"),
        ("??/04/1956", "1956-04"),
        ("20553", "1956-04-08"),
        ("", ""),
        ("not known", ""),
        ("9 Foo 1956", "1956"),
    ],
)
def test_each_way_of_writing_is_read(text: str, iso: str) -> None:
    assert read(text) == [iso]


def test_a_time_of_day_and_a_slip_in_iso_text_stay_as_they_are() -> None:
    assert read("1956-04-09 00:00:00.000", "1862-18-29") == [
        "1956-04-09 00:00:00.000", "1862-18-29",
    ]  # fmt: skip


def test_months_are_first_where_some_can_only_be() -> None:
    assert read("04/31/1956", "4/9/1956", "12/25/1956") == [
        "1956-04-31", "1956-04-09", "1956-12-25",
    ]  # fmt: skip
    assert read("31/12/1956", "4/9/1956") == ["1956-12-31", "1956-09-04"]
    assert read("31/12/1956", "25/12/1956", "12/25/1956") == [
        "1956-12-31", "1956-12-25", "1956-25-12",
    ]  # fmt: skip
    assert column(["31/12/1956", "12/25/1956"], [1, 3]) == ["1956-31-12", "1956-12-25"]


def test_digits_alone_have_the_year_where_most_are_days_by_it() -> None:
    assert read("20111956", "09041956", "25121988") == ["1956-11-20", "1956-04-09", "1988-12-25"]
    assert read("19181292", "19560409") == ["1918-12-92", "1956-04-09"]
