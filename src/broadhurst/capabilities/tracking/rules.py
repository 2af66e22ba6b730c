"""Rules for an organisation's work on a finding: who may change it, and when it is chased."""

from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.inspections.rules.statuses import OWN_STATUS_ROLES
from broadhurst.foundation.workflow import at

DEADLINE_NEAR = timedelta(days=14)
MILESTONE_NEAR = timedelta(days=7)
PRIORITIES = ("high", "medium", "low")


def is_owner(actor: Any, now: Any) -> bool:
    """Return whether an actor or their unit owns a finding. `now` is its current status."""
    is_officer = now.owner is not None and now.owner.pk == actor.officer.pk
    unit = now.owner_unit
    # An administrator acts without their unit.
    is_unit = unit is not None and unit.pk == actor.unit.pk and not actor.administers
    return is_officer or is_unit


def objections_to_actor(actor: Any, agency: Any, now: Any) -> list[str]:
    """Say why an actor cannot change an organisation's work on a finding."""
    if actor.agency.pk == agency.pk and (
        OWN_STATUS_ROLES & set(actor.roles) or is_owner(actor, now)
    ):
        return []
    return [
        "Only the owner of the finding, or an inspectorate liaison officer or chief officer of "
        f"{agency.name}, can do this."
    ]


def objections_to_plan(actor: Any, agency: Any, now: Any, *, is_asked: bool) -> list[str]:
    """Say why an organisation cannot plan work on a finding."""
    if not is_asked:
        return [f"This finding is not addressed to {agency.name}, or it was withdrawn."]
    objections = objections_to_actor(actor, agency, now)
    if now.is_ended:
        objections.append("Nothing is left to do on this finding. Reopen it to plan more work.")
    return objections


def objections_to_milestone(text: str, due_on: date, published_on: date) -> list[str]:
    """Say why a milestone cannot have this text or this date."""
    objections = (
        [] if text.strip() else at("text", "Enter the milestone, like “All LROs are trained”.")
    )
    if due_on < published_on:
        objections += at("due_on", "The date must be on or after the day the report was published.")
    return objections


def objections_to_done_on(done_on: date, today: date) -> list[str]:
    """Say why a milestone cannot be completed on a day."""
    return at("done_on", "Enter a date that is today or earlier.") if done_on > today else []


def objections_to_open(milestone: Any) -> list[str]:
    """Say why a milestone cannot change: it was withdrawn or is completed."""
    if milestone.withdrawn_at:
        return ["This milestone was withdrawn."]
    return ["This milestone is completed. Reopen it first."] if milestone.done_on else []


def objections_to_reopen(milestone: Any) -> list[str]:
    """Say why a milestone cannot be reopened."""
    objections = ["This milestone was withdrawn."] if milestone.withdrawn_at else []
    if not milestone.done_on and not objections:
        objections.append("This milestone is not completed.")
    return objections


def objections_to_reason(because: str) -> list[str]:
    """Say that a change needs a reason."""
    return [] if because.strip() else at("because", "Enter a reason.")


def moment_of(due_on: date, today: date, near: timedelta) -> str:
    """Return whether a date has passed or is near, or nothing."""
    if due_on < today:
        return "passed"
    return "near" if due_on <= today + near else ""


def objections_to_edit(details: list[list[str]], because: str) -> list[str]:
    """Say why a correction of a milestone is refused: nothing changes, or there is no reason."""
    objections = objections_to_reason(because)
    if not details:
        objections.append("You have not changed anything. Change at least one answer, or go back.")
    return objections
