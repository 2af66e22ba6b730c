"""Limits on planned events: how many an officer may plan, their area and length. Pure.

Every number here is a policy of this project.
"""

from datetime import datetime

from broadhurst.capabilities.deconfliction.rules.planning import (
    EVENTS_AN_HOUR,
    LONGEST_WIDE,
    WIDE_M,
    WIDEST_RADIUS_M,
    Planned,
)
from broadhurst.capabilities.deconfliction.rules.rate_limits import objections_to_rate

EVENTS_A_DAY = 100
INSTEAD = "Try again later. If the event cannot wait, call your duty desk, which can plan it."


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
            "including buffers. Plan the event in parts, or draw the area closer around the "
            "place."
        ]
    return []
