"""The month of planned events: weeks of days, and a list of the days with events."""

from datetime import date, timedelta

import pytest

from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.calendar.month import agenda, month_of, weeks
from tests.doors import browser
from tests.people import Cast
from tests.planned_events.events import TOMORROW, an_event

TODAY = date(2021, 3, 1)
THIS_MONTH = (date(2021, 3, 1), date(2021, 3, 31))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-12", (date(2026, 12, 1), date(2026, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("0001-01", THIS_MONTH),
        ("9999-12", THIS_MONTH),
        ("1999-12", THIS_MONTH),
        ("2026-13", THIS_MONTH),
        ("", THIS_MONTH),
    ],
)
def test_a_month_is_one_of_our_time(text: str, month: tuple[date, date]) -> None:
    assert month_of(text, TODAY) == month


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "2000-01", "2099-12", "next"])
def test_any_month_of_the_address_is_answered(cast: Cast, month: str) -> None:
    assert browser(cast.gail).get(f"/deconfliction/events/?month={month}").status_code == 200


def test_the_agenda_has_each_day_of_the_month_that_has_an_event(cast: Cast) -> None:
    """An event that crosses the border of the month is listed on its days within."""
    event = an_event(cast.gail, ends_at=TOMORROW + timedelta(days=30))
    with as_actor(cast.gail):
        days = agenda(weeks(*THIS_MONTH, [event]))
    assert [day.on for day in days][:2] == [TOMORROW.date(), TOMORROW.date() + timedelta(days=1)]
    assert all(day.is_of_month for day in days)
    assert agenda(weeks(*THIS_MONTH, [])) == []


def test_the_page_lists_the_days_for_a_telephone(cast: Cast) -> None:
    an_event(cast.gail)
    shown = browser(cast.gail).get(f"/deconfliction/events/?month={TOMORROW:%Y-%m}")
    assert f"{TOMORROW:%A} {TOMORROW.day} {TOMORROW:%B}" in shown.content.decode()
