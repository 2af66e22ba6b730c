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
    team: int | None,
) -> list[str]:
    """Refuse days in which no team is free. `team` is one that is free for all of them."""
    objections = WORKFLOW.objections("allocate", bid.stage, parts)
    if until_on < from_on:
        objections += at(
            "until_on", "The allocation ends before it starts. Enter a later last day."
        )
    if from_on < today:
        objections += at("from_on", "The allocation must start today or later.")
    if bid.given and team is None:
        objections += at("from_on", f"{_teams(bid.given)} taken in those days. Choose other days.")
    return objections


def _teams(capability: Any) -> str:
    number = capability.capacity
    return "Its one team is" if number == 1 else f"Each of its {number} teams is"


def objections_to_extend(
    bid: Any, parts: Collection[str], *, until_on: date, ends_on: date, is_free: bool
) -> list[str]:
    """Refuse an end that is not later, or days when the team has other work."""
    objections = WORKFLOW.objections("extend", bid.stage, parts)
    if until_on <= ends_on:
        objections += at("until_on", "Enter a day after the last day that is booked now.")
    elif not is_free:
        objections += at("until_on", "The team is taken in those days. Choose an earlier day.")
    return objections


def objections_to_agree_terms(bid: Any, parts: Collection[str], allocation: Any) -> list[str]:
    """Refuse terms that nobody wrote, or that are agreed already."""
    objections = WORKFLOW.objections("agree_terms", bid.stage, parts)
    if allocation is not None and not allocation.terms:
        objections.append("The capability’s manager has not written the terms yet.")
    if allocation is not None and allocation.agreed_at is not None:
        objections.append("These terms have already been agreed.")
    return objections


def objections_to_manage(actor: Any, capability: Any) -> list[str]:
    """Refuse anyone but the manager of the capability."""
    is_in = actor.unit.pk == capability.provider_id
    if is_in and "capability_manager" in actor.roles:
        return []
    return ["Only the manager of this capability can do this."]


def objections_to_away(
    actor: Any, capability: Any, *, team: int, from_on: date, until_on: date, is_free: bool
) -> list[str]:
    """Refuse a team that the capability does not have, or days when it has work."""
    objections = objections_to_manage(actor, capability)
    if team > capability.capacity:
        objections += at("team", f"Enter a number from 1 to {capability.capacity}.")
    if until_on < from_on:
        objections += at("until_on", "Enter a last day on or after the first day.")
    elif not is_free:
        objections += at("from_on", "The team is taken in those days. Choose other days.")
    return objections


def objections_to_back(actor: Any, capability: Any, away: Any) -> list[str]:
    """Refuse to bring back a team that is not away."""
    objections = objections_to_manage(actor, capability)
    return objections if away else [*objections, *at("team", "This team is available already.")]


def objections_to_onward(onward: str, because: str) -> list[str]:
    """Refuse a recommendation without the reason for it."""
    if onward and not because.strip():
        return at("onward_because", "Enter the reason for this recommendation.")
    return []


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
        objections.append("A meeting is already planned at that time.")
    return objections


def objections_to_hold(actor: Any, meeting: Any, *, now: datetime) -> list[str]:
    """Refuse to close a meeting twice, or before it begins."""
    objections = objections_to_convene(actor, meeting.board)
    if meeting.stage != "planned":
        objections.append("This meeting was held already.")
    if meeting.at > now:
        objections.append("This meeting has not begun.")
    return objections


def objections_to_list(actor: Any, provider: Any) -> list[str]:
    """Refuse anyone but an administrator, a coordinator, or the manager of the unit itself."""
    is_own = actor.unit.pk == provider.pk and "capability_manager" in actor.roles
    return [] if is_own else objections_to_administer(actor.roles)


def objections_to_list_any(roles: Collection[str]) -> list[str]:
    """Refuse anyone who cannot list a capability of any unit."""
    return [] if "capability_manager" in roles else objections_to_administer(roles)


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
