"""Rules for the actions of a meeting."""

from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import Move, Workflow, at

CONVENER, OWNER = "chair or secretary of the board", "owner of the action"
ACTION = Workflow(
    "action",
    Move("change_meeting_action", ("open",), "open", by=(CONVENER,)),
    Move("complete_meeting_action", ("open",), "completed", by=(OWNER, CONVENER)),
    Move("withdraw_meeting_action", ("open",), "withdrawn", by=(CONVENER,)),
    Move("reopen_meeting_action", ("completed", "withdrawn"), "open", by=(CONVENER,)),
)


def objections_to_due(due_on: date, today: date) -> list[str]:
    """Refuse a day in the past."""
    return at("due_on", "Enter today or a later day.") if due_on < today else []


def objections_to_action(title: str, due_on: date, today: date) -> list[str]:
    """Refuse an action with a source in its words, or that is due in the past."""
    return objections_to_text(title) + objections_to_due(due_on, today)


def roles_on(action: Any, officer: Any, *, convenes: bool) -> list[str]:
    """Return the roles of an officer on an action."""
    parts = [OWNER] if action.owner_id == officer.pk else []
    return [*parts, CONVENER] if convenes else parts
