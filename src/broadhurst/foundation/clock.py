"""The only source of the current time: instants in UTC, days in Europe/London.

Statutory clocks are computed from dates here. No nightly job counts them, so the answer for any
past or future day depends on the dates alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")

_set_to: ContextVar[datetime | None] = ContextVar("broadhurst_clock", default=None)
_NEVER = datetime.max.replace(tzinfo=UTC)


class NoTime(RuntimeError):
    """Something asked for the time where its answer would be kept for later."""


def now() -> datetime:
    """Return the current instant in UTC, or the instant the clock is set to.

    Raises NoTime in a block whose result is kept.
    """
    instant = _set_to.get()
    if instant is _NEVER:
        raise NoTime("This is kept for later: give the time as a parameter.")
    return instant or datetime.now(UTC)


def today() -> date:
    """Return the current day in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Set the clock for the length of a block.

    A command sets it, so that everything it does has the same instant. Tests and the demo's history
    set it too.
    """
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


@contextmanager
def unknown() -> Iterator[None]:
    """Refuse to tell the time in a block, because what it makes is kept."""
    token = _set_to.set(_NEVER)
    try:
        yield
    finally:
        _set_to.reset(token)


def in_order(earlier: datetime, typed: datetime) -> datetime:
    """Return a typed instant, moved up to `earlier` if both are in the same minute.

    People type whole minutes. An officer who calls at 13:35:40, seconds after an event at 13:35:20,
    types 13:35. Without this the call would seem to come before the event.
    """
    return earlier if typed == earlier.replace(second=0, microsecond=0) else typed


def comes_twice(typed: datetime) -> bool:
    """Return whether a London time happens twice, in the hour when the clocks go back.

    In the hour that spring skips, the offsets are the other way round: the first one is smaller.
    """
    first, second = (typed.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return first.utcoffset() > second.utcoffset()  # type: ignore[operator]


def midnight(day: date) -> datetime:
    """Return the first instant of a London day, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the first instant after a London day, for "as of the end of that day"."""
    return midnight(day + timedelta(days=1))


def as_of(day: date | None) -> datetime:
    """Return the last instant that a figure for `day` includes: now at the latest."""
    return now() if day is None else min(end_of(day), now())


def span(since: date | None, until: date) -> tuple[datetime | None, datetime]:
    """Return the first instant of a period, if it has one, and the last that figures include."""
    return midnight(since) if since else None, as_of(until)


def bounds_of_days(
    months: Sequence[tuple[date, date]],
) -> tuple[date, date, list[date], list[datetime]]:
    """Return the bounds of months, from their first and last days, for a column of days.

    They are the first day, the first day after them, the first day of each, and the last instant
    that the figures of each include.
    """
    begins, ends = [since for since, _ in months], [as_of(until) for _, until in months]
    return begins[0], months[-1][1] + timedelta(days=1), begins, ends


def bounds_of_instants(
    months: Sequence[tuple[date, date]],
) -> tuple[datetime, datetime, list[datetime], list[datetime]]:
    """Return the same bounds of months for a column of instants."""
    begins, ends = [midnight(since) for since, _ in months], [as_of(until) for _, until in months]
    return begins[0], ends[-1], begins, ends


@cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(day: date, nation: str = "ENG") -> bool:
    """Return whether a day is a working day in a nation (ENG, WLS, SCT or NIR)."""
    return day.weekday() < 5 and day not in _bank_holidays(nation)


def add_working_days(start: date, days: int, nation: str = "ENG") -> date:
    """Return the day that is `days` working days after `start` (the next day is day 1)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, nation)
    return day


def section_55_last_day(published_on: date) -> date:
    """Return the last day to publish comments on an inspection report.

    Police Act 1996 s.55(5A): 56 days "beginning with the day on which the report is published",
    so the day of publication is day 1 and the last day is 55 days after it.
    """
    return published_on + timedelta(days=55)


def section_55_day(published_on: date, day: date) -> int:
    """Return the number of a date within the 56 days; the day of publication is 1."""
    return (day - published_on).days + 1
