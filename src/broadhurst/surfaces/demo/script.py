"""A script: steps that each call commands, played in time order.

A refused command stops the loading, so the demo shows only what the rules allow.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from broadhurst.foundation import clock
from broadhurst.foundation.audit.record import one_request

A_DAY, TWO_YEARS = timedelta(days=1), timedelta(days=730)
OPENS, CLOSES = time(8), time(18)  # the hours of an office, in London
IN_TIME = 3  # working days before a last day
LONGEST_CLOSED = timedelta(days=6)  # longer than the bank holidays of any Christmas
Step = Callable[[], object]


class Script:
    """Steps in time order. A step can add later steps."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._steps: list[tuple[datetime, int, Step]] = []
        self._number = count()

    def at(self, instant: datetime, step: Step) -> None:
        """Add a step at an instant. Steps after the end of the script are dropped."""
        if instant <= self.until:
            heapq.heappush(self._steps, (instant, next(self._number), step))

    def on(self, day: date, step: Step, hour: int = 10, minute: int = 0) -> date:
        """Add a step on `day`, or on the next working day. Return the day it is played on."""
        played_on = working_day(day)
        self.at(datetime.combine(played_on, time(hour, minute), UTC), step)
        return played_on

    def ago(self, days: float, step: Step, hour: int = 10, minute: int = 0) -> date:
        """Add a step some days before the end, or on the last working day before that.

        So it is played whenever the demo is loaded: on a Monday before office hours, too. Return
        the day it is played on. The distance between two such steps changes with weekends and bank
        holidays, so a step that must come within some days of another is placed from that day.
        """
        played_on = last_working_day((self.until - timedelta(days=days)).date())
        instant = datetime.combine(played_on, time(hour, minute), UTC)
        if instant > self.until:
            raise ValueError(f"{instant} is after the end of the script, {self.until}")
        self.at(instant, step)
        return played_on

    def in_time_for(self, last_day: date, step: Step, hour: int = 10) -> date:
        """Add a step three working days before the last day for it, and return its day."""
        day = last_day
        for _ in range(IN_TIME):
            day = last_working_day(day - A_DAY)
        return self.on(day, step, hour)

    def before_end(self, before: timedelta, step: Step) -> None:
        """Add a step some time before the end, in office hours.

        The time is counted back from when an office was last open, so that the steps of the last
        hours are played in order.
        """
        self.at(in_office(in_office(self.until) - before), step)

    def hours_later(self, hours: int, step: Step) -> None:
        """Add a step some hours from now, or the next morning if that is at night."""
        instant = (clock.now() + timedelta(hours=hours)).astimezone(clock.LONDON)
        if not OPENS <= instant.time() <= CLOSES:
            morning = instant.date() + (A_DAY if instant.time() > CLOSES else timedelta())
            # Not all at once: a later one stays later.
            instant = datetime.combine(morning, OPENS, clock.LONDON) + (
                timedelta(minutes=instant.hour, seconds=instant.minute)
            )
        self.at(instant.astimezone(UTC), step)

    def recency(self) -> float:
        """Return how recent the played day is: 0 is two years before the end, and 1 the end."""
        before_the_end = (self.until - clock.now()) / TWO_YEARS
        return min(max(1 - before_the_end, 0.0), 1.0)

    def __len__(self) -> int:
        return len(self._steps)

    def planned(self) -> list[tuple[datetime, Step]]:
        """Return the steps that are known so far, in the order in which they are played."""
        return [(instant, step) for instant, _, step in sorted(self._steps)]

    def play(self) -> Iterator[datetime]:
        """Play every step with the clock set to its instant.

        Yield each instant once it is done.
        """
        while self._steps:
            instant, _number, step = heapq.heappop(self._steps)
            with clock.set_to(instant), one_request():
                step()
            yield instant


def in_office(instant: datetime) -> datetime:
    """Return an instant of office hours, or else one in the hour after the office last closed.

    Instants keep their order.
    """
    local = instant.astimezone(clock.LONDON)
    if clock.is_working_day(local.date()) and OPENS <= local.time() <= CLOSES:
        return instant
    day = last_working_day(local.date() if local.time() > CLOSES else local.date() - A_DAY)
    closed = datetime.combine(day, CLOSES, clock.LONDON).astimezone(UTC)
    return closed + timedelta(hours=1) * ((instant - closed) / LONGEST_CLOSED)


def working_day(day: date) -> date:
    """Return the day, or the next working day after it."""
    while not clock.is_working_day(day):
        day += A_DAY
    return day


def last_working_day(day: date) -> date:
    """Return the day, or the last working day before it."""
    while not clock.is_working_day(day):
        day -= A_DAY
    return day
