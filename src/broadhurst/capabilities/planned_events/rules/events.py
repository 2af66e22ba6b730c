"""Rules on who may plan, change, start, complete and cancel an event. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.rules.hits import BEFORE_AN_EVENT, EVENT_WITHIN
from broadhurst.capabilities.planned_events.rules.limits import objections_to_extent
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Time for both sides to acknowledge a hit, and to speak before anyone is on the ground. The South
# Texas HIDTA requires one hour, others up to a day. All require a reason for a late check.
LEAD_TIME = EVENT_WITHIN + BEFORE_AN_EVENT
# 950 feet, as on the form of the Oklahoma HIDTA.
USUAL_RADIUS_M = 290
# Policy of this project: arriving and leaving are part of an event.
USUAL_BUFFER_MINUTES = 30
LONGEST_BUFFER_MINUTES = 24 * 60
LONGEST = timedelta(days=31)
FARTHEST_AHEAD = timedelta(days=366)
PLANNING_ROLES = ("investigator", "coordinator", "capability_manager", "desk")
# Roles that can give an override: those that plan events, and those that decide above them.
OVERRIDE_ROLES = (*PLANNING_ROLES, "moderator", "chair", "chief_officer")
PLANNED, LIVE = "planned", "live"
UNCHANGED = (
    "You have not changed anything, so the event was not checked again. Change at least one "
    "answer, or go back."
)


def is_late(now: datetime, starts_at: datetime) -> bool:
    """Return whether an event is checked too late for both sides to speak in time."""
    return now > starts_at - LEAD_TIME


def objections_to_plan(
    roles: Collection[str],
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    *,
    buffer: timedelta,
    reach_m: float,
    late_reason: str,
    cover_name: str,
    place: str,
) -> list[str]:
    """Check an event's length, reach and time, and the reason for a late check."""
    objections = objections_to_planning(roles)
    objections += objections_to_extent(reach_m, starts_at - buffer, ends_at + buffer)
    for text in (cover_name, place, late_reason):
        objections += objections_to_text(text)
    if ends_at <= starts_at:
        objections.append("The event must end after it starts.")
    if ends_at - starts_at > LONGEST:
        objections.append(f"An event can last up to {LONGEST.days} days. Plan it in parts.")
    if starts_at > now + FARTHEST_AHEAD:
        objections.append("The event is more than a year ahead.")
    if ends_at + buffer <= now:
        objections.append("The event is over, so there is nothing left to check.")
    elif is_late(now, starts_at) and not late_reason.strip():
        objections.append(
            f"The event starts in less than {LEAD_TIME // timedelta(hours=1)} hours or has "
            "started. Enter the reason for the late check."
        )
    return objections


def objections_to_change(roles: Collection[str], event: Any, *, is_changed: bool) -> list[str]:
    """A planned or live event can be changed, if at least one answer differs."""
    objections = objections_to_open_event(roles, event)
    return objections if is_changed else [*objections, UNCHANGED]


def objections_to_go_live(
    roles: Collection[str],
    event: Any,
    now: datetime,
    *,
    actor: Any,
    open_hits: Collection[str],
    override_by: Any,
    override_reason: str,
) -> list[str]:
    """An event goes live once its window has begun (domain rule 22).

    An open hit stops it, unless a supervisor is named who overrides it, with a reason.
    """
    objections = objections_to_start(roles, event)
    objections += objections_to_text(override_reason)
    objections += objections_to_extent(event.radius_m, event.begins_at, event.expires_at)
    if now < event.begins_at:
        objections.append("The event has not begun. Change its start first, so that it is checked.")
    if bool(override_by) != bool(override_reason.strip()):
        wrong = "override_reason" if override_by else "override_by"
        objections += at(wrong, "Enter both who gave the override and the reason.")
    elif open_hits and not override_by:
        objections.append(
            f"The event has an open hit ({', '.join(sorted(open_hits))}). Record its outcome, or "
            "name who overrides it and why."
        )
    if override_by and override_by.pk == actor.pk:
        objections += at("override_by", "You cannot override a hit yourself. Name a supervisor.")
    if override_by and not open_hits:
        objections.append("The event has no open hit, so there is nothing to override.")
    return objections


def objections_to_complete(roles: Collection[str], event: Any) -> list[str]:
    """Only a live event can be completed. A planned event is cancelled instead."""
    return objections_to_planning(roles) + _objections_to_state(event, LIVE)


def objections_to_cancel(roles: Collection[str], event: Any, reason: str) -> list[str]:
    """A planned or live event can be cancelled, with a reason."""
    objections = objections_to_open_event(roles, event)
    objections += objections_to_text(reason)
    if not reason.strip():
        objections += at("reason", "Enter the reason.")
    return objections


def objections_to_planning(roles: Collection[str]) -> list[str]:
    """Check the roles that may plan and manage events."""
    if set(roles) & set(PLANNING_ROLES):
        return []
    return [
        "Only an investigator, an OCG coordinator, a capability manager or the deconfliction desk "
        "can do this."
    ]


def objections_to_open_event(roles: Collection[str], event: Any) -> list[str]:
    """A planned or live event can be changed or cancelled."""
    return objections_to_planning(roles) + _objections_to_state(event, PLANNED, LIVE)


def objections_to_start(roles: Collection[str], event: Any) -> list[str]:
    """Only a planned event can be started."""
    return objections_to_planning(roles) + _objections_to_state(event, PLANNED)


def _objections_to_state(event: Any, *states: str) -> list[str]:
    if event.state in states:
        return []
    return [f"This event is {event.state}. It must be {' or '.join(states)}."]
