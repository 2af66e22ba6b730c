"""A history: what happens at which instant, told in order, each by calling a command.

Whatever a command refuses stops the loading: the demo shows what the rules allow, and nothing else.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from broadhurst.foundation import clock
from broadhurst.foundation.audit.record import one_request

Step = Callable[[], object]


class Script:
    """Steps in the order of their instants; a step may add later steps as it learns of things."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._steps: list[tuple[datetime, int, Step]] = []
        self._number = count()

    def at(self, instant: datetime, step: Step) -> None:
        """Let a step happen at an instant, unless that is still to come."""
        if instant <= self.until:
            heapq.heappush(self._steps, (instant, next(self._number), step))

    def on(self, day: date, step: Step, hour: int = 10, minute: int = 0) -> None:
        """Let a step happen on a working day, at or after `day`."""
        self.at(datetime.combine(working_day(day), time(hour, minute), UTC), step)

    def __len__(self) -> int:
        return len(self._steps)

    def play(self) -> Iterator[datetime]:
        """Play every step under its own clock; yields each instant once it is done."""
        while self._steps:
            instant, _number, step = heapq.heappop(self._steps)
            with clock.set_to(instant), one_request():
                step()
            yield instant


def working_day(day: date) -> date:
    """The day, or the next working day."""
    while not clock.is_working_day(day):
        day += timedelta(days=1)
    return day
