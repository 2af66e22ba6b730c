"""Gaps, overlaps and cover of posts, by day. Pure.

A span ends before its `until_on`. Everything is as of a day: a span that begins later is left
out, and a span that ends later still lasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from broadhurst.capabilities.establishment.rules.postings import Span

Held = TypeVar("Held", bound=Span)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch(Generic[Held]):
    """Days in a row with the same appointments. `last` is the last of them.

    Without holders it is a gap, and with more than one an overlap. `is_current` says that it
    still lasted on the `as_of` day.
    """

    since: date
    last: date
    holders: tuple[Held, ...]
    is_current: bool

    @property
    def days(self) -> int:
        return (self.last - self.since).days + 1


def stretches(lives: Sequence[Span], held: Sequence[Held], as_of: date) -> list[Stretch[Held]]:
    """Return the days from the first post's first day to `as_of`, by who held one of the posts.

    `lives` are the spans of the posts and `held` their appointments. The days are in order, without
    a day left out or twice. They end with the last post, if all have ended by then.
    """
    begun = [life for life in lives if life.from_on <= as_of]
    if not begun:
        return []
    first = min(life.from_on for life in begun)
    end = max(_end(life, as_of) for life in begun)
    cuts = {first, end}
    for span in held:
        cuts |= {day for day in (span.from_on, _end(span, as_of)) if first < day < end}
    stretches: list[Stretch[Held]] = []
    for since, until in pairwise(sorted(cuts)):
        holders = tuple(item for item in held if item.from_on <= since < _end(item, as_of))
        if stretches and stretches[-1].holders == holders:
            since = stretches.pop().since
        stretches.append(Stretch(since, until - A_DAY, holders, is_current=until > as_of))
    return stretches


def gaps(stretches: Sequence[Stretch[Held]]) -> list[Stretch[Held]]:
    """Return the days when nobody held a post."""
    return [stretch for stretch in stretches if not stretch.holders]


def overlaps(stretches: Sequence[Stretch[Held]]) -> list[Stretch[Held]]:
    """Return the days of more than one appointment."""
    return [stretch for stretch in stretches if len(stretch.holders) > 1]


def covered_since(stretches: Sequence[Stretch[Held]]) -> date | None:
    """Return since when somebody has held a post without a gap, or None if nobody does now."""
    since = None
    for stretch in reversed(stretches):
        if not stretch.holders or (since is None and not stretch.is_current):
            break
        since = stretch.since
    return since


def last_day_of_any(spans: Sequence[Span], since: date, as_of: date) -> date | None:
    """Return the last day of any of the spans from `since` to `as_of`, or None."""
    ends = [end - A_DAY for span in spans if span.from_on < (end := _end(span, as_of))]
    return max((day for day in ends if day >= since), default=None)


def is_held_on(span: Span, day: date) -> bool:
    """Whether a span contains a day."""
    return span.from_on <= day and (span.until_on is None or span.until_on > day)


def _end(span: Span, as_of: date) -> date:
    """Return the day after the last day of a span that `as_of` knows of."""
    tomorrow = as_of + A_DAY
    return tomorrow if span.until_on is None else min(span.until_on, tomorrow)
