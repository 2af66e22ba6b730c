"""Rules for teams, meetings and reference data.

A capability never owns risk (rule 4).
"""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.tasking.rules.bidding import WORKFLOW
from broadhurst.capabilities.tasking.rules.seats import objections_to_convene
from broadhurst.foundation.workflow import at

# ALLOCATE_WITHIN is in working days, EVALUATE_WITHIN in days.
# Policy of this project: no public source gives a number.
ALLOCATE_WITHIN = 2
EVALUATE_WITHIN = 14
ADMINISTERING = ("administrator", "coordinator")


def most_at_once(spans: Sequence[tuple[datetime, datetime]], since: datetime) -> int:
    """Return the most spans that run at the same time, from `since` on.

    A span includes its start and excludes its end.
    """
    instants = {since, *(start for start, _ in spans if start > since)}
    return max(sum(start <= at < end for start, end in spans) for at in instants)


def objections_to_allocate(
    bid: Any,
    parts: Collection[str],
    *,
    from_on: date,
    until_on: date,
    today: date,
    taken: int,
) -> list[str]:
    """Refuse days in which no team is free.

    `taken` is the most teams taken at any one time in that span.
    """
    objections = WORKFLOW.objections("allocate", bid.stage, parts)
    if until_on < from_on:
        objections += at(
            "until_on", "The allocation ends before it starts. Enter a later last day."
        )
    if from_on < today:
        objections += at("from_on", "The allocation must start today or later.")
    if bid.given and taken >= bid.given.capacity:
        teams = "Its one team is" if bid.given.capacity == 1 else f"All {taken} of its teams are"
        objections += at("from_on", f"{teams} allocated in that time. Choose other days.")
    return objections


def objections_to_put_in_place(
    bid: Any,
    parts: Collection[str],
    *,
    in_place_at: datetime,
    allocated_at: datetime | None,
    now: datetime,
) -> list[str]:
    """Refuse a time in the future, or before the team was allocated."""
    objections = WORKFLOW.objections("put_in_place", bid.stage, parts)
    if in_place_at > now:
        objections += at(
            "in_place_at", "That time is in the future. Record the team once it is in place."
        )
    if allocated_at is not None and in_place_at < allocated_at:
        objections += at("in_place_at", "Enter a time after the team was allocated.")
    return objections


def objections_to_schedule(
    actor: Any, board: Any, *, at: datetime, is_planned: bool, now: datetime
) -> list[str]:
    """Refuse a meeting in the past, or at a time that already has one."""
    objections = objections_to_convene(actor, board)
    if at < now:
        objections.append("The meeting is in the past.")
    if is_planned:
        objections.append("A meeting at that time is planned already.")
    return objections


def objections_to_hold(actor: Any, meeting: Any, *, now: datetime) -> list[str]:
    """Refuse to close a meeting twice, or before it begins."""
    objections = objections_to_convene(actor, meeting.board)
    if meeting.stage != "planned":
        objections.append("This meeting was held already.")
    if meeting.at > now:
        objections.append("This meeting has not begun.")
    return objections


def objections_to_administer(roles: Collection[str]) -> list[str]:
    """Refuse anyone but an administrator or coordinator: this is reference data."""
    if set(roles) & set(ADMINISTERING):
        return []
    return ["Only an administrator or an OCG coordinator can do this."]


def objections_to_open(unit: Any, *, kind: str, words: str) -> list[str]:
    """Refuse a unit of the wrong kind for a board or for a provider."""
    return [] if unit.kind == kind else [f"{unit.name} is not a {words}."]


def objections_to_code(code: str) -> list[str]:
    """Refuse a capability code that would not fit in an address or a command."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
        return []
    return ["A code can only have lowercase letters, numbers and hyphens, like “cyber-crime”."]
