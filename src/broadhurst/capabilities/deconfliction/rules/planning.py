"""Limits on planned events, and signs of probing for other units' events. Pure.

A planned event also asks whether another unit is at that place and time. Every number here is a
policy of this project.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction.rules.asking import (
    LIMIT_HIT_AT_LEAST,
    objections_to_rate,
)

# Plans and changes together: more than an officer needs, and too few to search a county.
EVENTS_AN_HOUR, EVENTS_A_DAY = 30, 100
# The radius around a point, or the distance from an area's middle to its furthest corner.
WIDEST_RADIUS_M = 10_000
# Surveillance can last a month at one place, or follow someone for some days.
WIDE_M = 2_000
LONGEST_WIDE = timedelta(days=3)
INSTEAD = "Try again later. If it cannot wait, call your duty desk, which can plan it."

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
        """Return the counts with the event that is being planned or changed."""
        return replace(self, this_hour=self.this_hour + 1, planned=self.planned + 1)


def looks_like_probing(planned: Planned) -> list[str]:
    """Return the rules in `asking.WORDS` that a day's events break.

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


def is_wide(reach_m: float, begins_at: datetime, expires_at: datetime) -> bool:
    """Return whether an event reaches far or lasts long."""
    return reach_m > WIDE_M or expires_at - begins_at > LONGEST_WIDE


def objections_to_planned(planned: Planned) -> list[str]:
    """Limit how many events an officer may plan and change, whatever the answers."""
    return objections_to_rate(
        planned.this_hour, planned.planned, EVENTS_AN_HOUR, EVENTS_A_DAY, INSTEAD
    )


def objections_to_extent(reach_m: float, begins_at: datetime, expires_at: datetime) -> list[str]:
    """Limit how far an event reaches, and how long a wide one lasts with its buffers."""
    if reach_m > WIDEST_RADIUS_M:
        return [
            f"No corner can be further than {WIDEST_RADIUS_M // 1000} km from the middle. Plan "
            "the area in parts."
        ]
    if reach_m > WIDE_M and expires_at - begins_at > LONGEST_WIDE:
        return [
            f"Events wider than {WIDE_M // 1000} km can last up to {LONGEST_WIDE.days} days, "
            "including buffers. Plan it in parts, or closer around the place."
        ]
    return []


def objections_to_archive_with_events(events: Iterable[tuple[str, str, str]]) -> list[str]:
    """An OCG with a planned or live event cannot be archived.

    Each event is given as its name, its unit's name and its state. The name is empty if the reader
    may not see it.
    """
    return [
        f"Event {name} is {state} on this OCG. Cancel or finish it first."
        if name
        else f"{unit} has an event on this OCG. Ask them to cancel or finish it first."
        for name, unit, state in events
    ]
