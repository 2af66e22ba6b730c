"""Rules for the dependencies between actions of a plan. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.foundation.workflow import at


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
