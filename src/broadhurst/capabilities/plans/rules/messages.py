"""Rules for messages about an action, and for another due date. Pure."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.plans.rules.plans import ACTION, secrets_in
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Days that the owner of a plan has to answer a unit. No source gives any, so this is an example.
ANSWER_WITHIN = 7


def objections_to_say(verb: str, action: Any, parts: Collection[str], text: str) -> list[str]:
    """Refuse a message by someone who may not write one, or with SECRET text.

    `verb` is the move that the message makes, like `return_action`.
    """
    return ACTION.objections(verb, action.stage, parts) + at("text", objections_to_text(text))


def objections_to_name(text: str, secrets: Iterable[str]) -> list[str]:
    """Refuse a message to another organisation that names the OCG (rule 26)."""
    if leaked := secrets_in(text, secrets):
        return at("text", f"Remove {leaked}, because another organisation reads this.")
    return []


def objections_to_ask(waiting: Any) -> list[str]:
    """Refuse a second question while one has no answer."""
    return ["Wait for the answer to your last question before you ask again."] if waiting else []


def objections_to_propose(waiting: Any, *, on: date, due_on: date, today: date) -> list[str]:
    """Refuse a second proposal, a day in the past, or the day it is due."""
    if waiting:
        return objections_to_propose_again(waiting)
    if on < today:
        return at("proposed_on", "Enter today or a date in the future.")
    if on == due_on:
        return at("proposed_on", "The action is already due on that day.")
    return []


def objections_to_propose_again(waiting: Any) -> list[str]:
    """Refuse a second proposal while one has no answer."""
    return ["The date that you proposed has no answer yet."] if waiting else []


def objections_to_answer(waiting: Any, kind: str) -> list[str]:
    """Refuse an answer if nothing waits for one."""
    return [] if waiting else [f"There is no {kind} to answer."]
