"""Calendar of a month, as weeks and as a list of the days with events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.queries.warrants import PlannedWarrant
from broadhurst.capabilities.meetings.queries.agendas import PlannedMeeting
from broadhurst.foundation import clock

WEEK = 7
SHAPE = "%Y-%m"
# Keeps every month within Python's dates, so that the previous and next month always exist.
OUR_TIME = range(2000, 2100)


@dataclass(frozen=True)
class DueAction:
    """An action on the day that it is due."""

    ref: str
    cover_name: str
    href: str
    due_on: date
    is_all_day: bool = True

    @property
    def starts_at(self) -> datetime:
        return clock.midnight(self.due_on)

    @property
    def ends_at(self) -> datetime:
        return clock.end_of(self.due_on)


Entry = Event | PlannedWarrant | PlannedMeeting | DueAction


@dataclass
class Day:
    """A day in London time, with its events by start."""

    on: date
    is_of_month: bool
    is_today: bool
    events: list[Entry] = field(default_factory=list)


def month_of(text: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a month like "2026-12", else of today's month."""
    try:
        first = datetime.strptime(text, SHAPE).date()  # noqa: DTZ007
    except ValueError:
        first = today
    if first.year not in OUR_TIME:
        first = today
    first = first.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def weeks(first: date, last: date, events: Iterable[Entry]) -> list[list[Day]]:
    """Return the weeks of a month, from Monday, with their events."""
    monday = first - timedelta(days=first.weekday())
    number = (last - monday).days // WEEK + 1
    today = clock.today()
    days = [
        Day(on, first <= on <= last, on == today)
        for on in (monday + timedelta(days=n) for n in range(number * WEEK))
    ]
    for event in events:
        begins, ends = _day(event.starts_at), _day(event.ends_at - timedelta(microseconds=1))
        for day in days:
            if begins <= day.on <= ends:
                day.events.append(event)
    return [days[n : n + WEEK] for n in range(0, len(days), WEEK)]


def agenda(weeks: Iterable[Iterable[Day]]) -> list[Day]:
    """Return the days of the month that have an event, for narrow screens."""
    return [day for week in weeks for day in week if day.events and day.is_of_month]


def _day(at: datetime) -> date:
    return at.astimezone(clock.LONDON).date()
