"""Rules for proposed actions: who can change one, and when. Pure."""

from datetime import date
from typing import Any

from broadhurst.foundation.workflow import Move, Workflow, at

OWNER, BODY, FORCE = (
    "owner",
    "policing body",
    "force’s chief officer or inspectorate liaison officer",
)
_ALL = (OWNER, BODY, FORCE)
STAGES = Workflow(
    "proposed action",
    Move("complete", ("open",), "done", _ALL),
    Move("move", ("open",), "open", _ALL),
    Move("end", ("open",), "ended", (BODY, FORCE)),
    Move("reopen", ("done", "ended"), "open", (BODY, FORCE)),
)


def roles_on(actor: Any, commitment: Any) -> list[str]:
    """Return the roles that an actor has on a proposed action."""
    parts = [OWNER] if commitment.owner_id == actor.officer.pk else []
    if actor.agency.pk == commitment.body_id and "policing_body" in actor.roles:
        parts.append(BODY)
    if actor.agency.pk == commitment.force_id and set(actor.roles) & {
        "chief_officer",
        "inspectorate_liaison",
    }:
        parts.append(FORCE)
    return parts


def objections_to_move(
    due_on: date, today: date, *, is_changed: bool, is_moved: bool, is_of_ours: bool
) -> list[str]:
    """Say why a proposed action cannot have this date or owner."""
    objections = []
    if not is_changed:
        objections.append(
            "You have not changed anything. Enter another date or select another owner."
        )
    if is_moved and due_on < today:
        objections += at("due_on", "The new date must be today or later.")
    if not is_of_ours:
        objections += at("owner", "Select an officer of the force or of its policing body.")
    return objections


def objections_to_stated_again(*, is_stated_again: bool) -> list[str]:
    """Say why a closed action cannot be opened again: another takes its place."""
    if is_stated_again:
        return ["A later version of the response proposes another action for this finding."]
    return []


def objections_to_reopen(due_on: date, today: date) -> list[str]:
    """Say why a closed action cannot be opened again with this date."""
    return [] if due_on >= today else at("due_on", "The date must be today or later.")
