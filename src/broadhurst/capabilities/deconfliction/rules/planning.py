"""Limits on planning events, the answers of their checks, and signs of probing. Pure.

A planned event also asks whether another unit is at that place and time. Every number here is a
policy of this project.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from broadhurst.capabilities.deconfliction.rules.rate_limits import LIMIT_HIT_AT_LEAST

# Plans and changes together: more than an officer needs, and too few to search a county.
EVENTS_AN_HOUR = 30
# The radius around a point, or the distance from an area's middle to its furthest corner.
WIDEST_RADIUS_M = 10_000
# Surveillance can last a month at one place, or follow someone for some days.
WIDE_M = 2_000
LONGEST_WIDE = timedelta(days=3)

EVENT_CAVEAT = (
    "We compare only events that units have entered. No conflict does not mean that nobody "
    "else will be there."
)
STANDS = (
    "A hit stays open until its outcome is recorded, even if the event changes. The two units "
    "tell each other if they still conflict."
)

MOVED_AT_LEAST = 6
MOVED_IN_CONFLICT_AT_LEAST = 3
CANCELLED_AT_LEAST = 5
CANCELLED_WITHIN = timedelta(days=1)
WIDE_AT_LEAST = 5
MANY_AT_LEAST = 40


@dataclass(frozen=True)
class Planned:
    """Counts of an officer's planned and changed events in a day.

    `moved` and `moved_in_conflict` count the moves of one event.
    """

    this_hour: int = 0
    planned: int = 0
    moved: int = 0
    moved_in_conflict: int = 0
    wide: int = 0
    cancelled: int = 0
    stopped: int = 0

    def with_one_more(self) -> "Planned":
        """Return the counts, with the event being planned or changed added."""
        return replace(self, this_hour=self.this_hour + 1, planned=self.planned + 1)


def looks_like_probing(planned: Planned) -> list[str]:
    """Return the rules in `rate_limits.WORDS` that a day's events break.

    It accuses nobody: a desk looks at each flag.
    """
    checks = {
        "moved": planned.moved >= MOVED_AT_LEAST
        or planned.moved_in_conflict >= MOVED_IN_CONFLICT_AT_LEAST,
        "many_events": planned.planned >= MANY_AT_LEAST,
        "wide": planned.wide >= WIDE_AT_LEAST,
        "cancelled": planned.cancelled >= CANCELLED_AT_LEAST,
        "limit": planned.stopped >= LIMIT_HIT_AT_LEAST,
    }
    return [rule for rule, broken in checks.items() if broken]


def event_answer(hits: int) -> str:
    """Return the answer to a planned or changed event; the caveat must go with it."""
    return {0: "accepted without a conflict", 1: "accepted with 1 conflict"}.get(
        hits, f"accepted with {hits} conflicts"
    )


def event_caveat(hits: int) -> str:
    """Return the limits of an answer."""
    return f"{EVENT_CAVEAT} {STANDS}" if hits else EVENT_CAVEAT
