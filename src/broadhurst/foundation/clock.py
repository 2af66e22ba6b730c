"""The only clock. Instants are UTC; days are those of Europe/London.

Statutory clocks are computed from dates here, never counted by a nightly job, so that an answer
for any day in the past or future is the same function of the same dates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")

_set_to: ContextVar[datetime | None] = ContextVar("broadhurst_clock", default=None)


def now() -> datetime:
    """The present instant in UTC, or the instant the clock is set to."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Set the clock: for histories built by calling commands, for tests, and for the length of a
    command, so that one act has one instant.
    """
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def in_order(earlier: datetime, typed: datetime) -> datetime:
    """An instant that was typed, of something that came after another.

    What is typed is a whole minute: whoever rings at once, at 13:35:40, writes 13:35. In the minute
    of what it followed it is the instant of that, so that it is not taken for one before it.
    """
    return earlier if typed == earlier.replace(second=0, microsecond=0) else typed


def comes_twice(typed: datetime) -> bool:
    """Whether a time in London is one of two instants: in the night the clocks go back, an hour is.

    In the hour that is left out in spring it is the other way round: the earlier offset is smaller.
    """
    first, second = (typed.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return first.utcoffset() > second.utcoffset()  # type: ignore[operator]


def midnight(day: date) -> datetime:
    """The first instant of a London day, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant after a London day: what "as of the end of that day" means."""
    return midnight(day + timedelta(days=1))


def as_of(day: date | None) -> datetime:
    """The instant up to which a figure for `day` counts; the present instant without a day."""
    return now() if day is None else min(end_of(day), now())


@cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(day: date, nation: str = "ENG") -> bool:
    """Whether a day is a working day of a nation (ENG, WLS, SCT or NIR)."""
    return day.weekday() < 5 and day not in _bank_holidays(nation)


def add_working_days(start: date, days: int, nation: str = "ENG") -> date:
    """The day that is `days` working days after `start` (the day after is the first)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, nation)
    return day


def section_55_last_day(published_on: date) -> date:
    """The last day to publish comments on an inspection report.

    Police Act 1996 s.55(5A): 56 days "beginning with the day on which the report is published",
    so the day of publication is day 1 and the last day is 55 days after it.
    """
    return published_on + timedelta(days=55)


def section_55_day(published_on: date, day: date) -> int:
    """Which of the 56 days a date is; the day of publication is 1."""
    return (day - published_on).days + 1
