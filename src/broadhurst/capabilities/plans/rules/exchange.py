"""Rules for messages about an action, its proposed dates and its dependencies. Pure."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.plans.rules.plans import ACTION, secrets_in
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Days that the owner of a plan has to answer a unit. No source gives any, so this is an example.
ANSWER_WITHIN = 7


def objections_to_say(verb: str, action: Any, parts: Collection[str], text: str) -> list[str]:
    """Refuse a message by someone who may not write one, or with SECRET text."""
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
        return ["The date that you proposed has no answer yet."]
    if on < today:
        return at("proposed_on", "Enter today or a date in the future.")
    if on == due_on:
        return at("proposed_on", "The action is already due on that day.")
    return []


def objections_to_answer(waiting: Any, kind: str) -> list[str]:
    """Refuse an answer if nothing waits for one."""
    return [] if waiting else [f"There is no {kind} to answer."]


def objections_to_depend(action: Any, after: Any, pairs: Collection[tuple[int, int]]) -> list[str]:
    """Refuse a dependency that exists, or that would make an action wait for itself.

    `pairs` are the dependencies of the plan, as (action, the action it waits for).
    """
    if action.pk == after.pk:
        return at("after", "An action cannot wait for itself. Choose another.")
    if (action.pk, after.pk) in pairs:
        return at("after", "This action waits for that one already.")
    if waits_for(after.pk, action.pk, pairs):
        return at(
            "after", f"“{after.title}” waits for this action, so this one cannot wait for it."
        )
    return []


def waits_for(action: int, prerequisite: int, pairs: Collection[tuple[int, int]]) -> bool:
    """Return whether an action waits for another, directly or through others."""
    reached: set[int] = set()
    to_see = [action]
    while to_see:
        current = to_see.pop()
        following = {after for before, after in pairs if before == current} - reached
        reached |= following
        to_see += following
    return prerequisite in reached
