"""Days on which the demo's history could break, and how it is played on one of them."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import TOUR
from broadhurst.surfaces.demo.load import load_demo
from tests.conftest import copied, named
from tests.stories.test_demo_reads_like_life import finds_interim_decision, finds_work

A_DAY = timedelta(days=1)
# A demo is loaded at any hour: minutes after midnight, before an office opens, late at night.
TIMES = (time(0, 4), time(1, 20), time(7), time(9), time(12, 15), time(17, 40), time(23, 30))


def by_night(today: date) -> list[datetime]:
    """Return the instants that are tried by night, in order.

    They are each day beside a special one in the next three years, each of the next 60 days, and
    ten days drawn with the number of the day as the seed, so that all processes draw the same.
    """
    three_years = [today + number * A_DAY for number in range(3 * 365 + 1)]
    drawn = Random(today.toordinal()).sample(three_years, 10)  # noqa: S311 - days to try
    beside = (
        day + ahead * A_DAY for day in three_years if _is_special(day) for ahead in (-1, 0, 1)
    )
    days = sorted({*beside, *three_years[:60], *drawn})
    return [datetime.combine(day, TIMES[day.toordinal() % len(TIMES)], UTC) for day in days]


def _is_special(day: date) -> bool:
    """Return whether it is a bank holiday, of Christmas, 29 February, or ends a quarter.

    So is the day when the clocks change. Easter has two bank holidays, and the business year ends
    with a quarter.
    """
    is_bank_holiday = day.weekday() < 5 and not clock.is_working_day(day)
    is_of_christmas = day.month == 12 and day.day in (24, 25, 26)
    ends_quarter = day.month % 3 == 0 and (day + A_DAY).day == 1
    is_leap_day = (day.month, day.day) == (2, 29)
    changes_clocks = clock.end_of(day) - clock.midnight(day) != A_DAY
    return is_bank_holiday or is_of_christmas or ends_quarter or is_leap_day or changes_clocks


def play(now: datetime, name: str, blocker: Any) -> None:
    """Load the demo into a database of its own: each person of the tour finds work in it."""
    with copied(name), blocker.unblock(), named(name), clock.set_to(now):
        load_demo(lambda *_: None)
        for username in sorted(TOUR):
            finds_work(username, now)
        finds_interim_decision(now)
