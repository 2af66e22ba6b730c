"""Rules for desired outcomes, intelligence gaps, exit criteria and closing a plan. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.plans.rules.plans import (
    objections_to_add_to_draft,
    objections_to_change,
    objections_to_old,
)
from broadhurst.capabilities.register.rules.registering import (
    PARTNER_LRO,
    objections_to_plan_on,
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.foundation.workflow import at

OWN_WORDS = "own"  # the choice of an outcome that is not on the list


def objections_to_add_outcome(
    ocg: Any, parts: Collection[str], plan: Any, *, kind: str, words: str, kept: Collection[Any]
) -> list[str]:
    """Refuse an outcome without words, on an agreed version, or chosen before."""
    objections = objections_to_add_to_draft(ocg, parts, plan, text=words, noun="a desired outcome")
    if kind == OWN_WORDS and not words.strip():
        objections += at("words", "Enter the outcome in your own words.")
    if kind != OWN_WORDS and any(outcome.kind == kind for outcome in kept):
        objections += at("kind", "This outcome is in the plan already. Choose another.")
    return objections


def objections_to_change_outcome(
    ocg: Any, parts: Collection[str], plan: Any, outcome: Any, *, text: str
) -> list[str]:
    """Refuse to grade or drop an outcome of a closed plan, or one that was dropped."""
    objections = objections_to_change(ocg, parts, plan)
    if outcome.dropped_at is not None:
        objections.append("This outcome was dropped from the plan.")
    return objections + objections_to_text(text)


def objections_to_open_gap(
    ocg: Any, parts: Collection[str], plan: Any, *, text: str, is_about_people: bool = False
) -> list[str]:
    """Refuse a gap on a replaced or closed version.

    An LRO from a partner does not see gaps about people, so opens none.
    """
    objections = objections_to_change(ocg, parts, plan)
    if is_about_people and PARTNER_LRO in parts:
        objections += at("is_about_people", "Ask the SIO to open a gap about people.")
    return objections + objections_to_text(text)


def objections_to_close_gap(ocg: Any, parts: Collection[str], gap: Any, *, text: str) -> list[str]:
    """Refuse to close a gap twice."""
    objections = objections_to_plan_on(ocg, parts) + objections_to_text(text)
    if gap.closed_at is not None:
        objections.append("This gap is closed already.")
    return objections


def objections_to_mark_criterion(
    ocg: Any, parts: Collection[str], plan: Any, *, text: str
) -> list[str]:
    """Refuse to mark an exit criterion of a closed plan."""
    return objections_to_change(ocg, parts, plan) + objections_to_text(text)


def objections_to_close(
    ocg: Any,
    parts: Collection[str],
    plan: Any,
    *,
    ungraded: Collection[Any],
    actions: Collection[Any],
    text: str,
) -> list[str]:
    """Refuse to close a plan with an outcome that is not graded, or with an open action."""
    return [
        *objections_to_close_version(ocg, parts, plan),
        *objections_to_text(text),
        *still_ungraded(ungraded),
        *still_open_actions(actions),
    ]


def objections_to_close_version(ocg: Any, parts: Collection[str], plan: Any) -> list[str]:
    """Only those who work on the OCG close its plan, and only its current version."""
    return objections_to_work_on(ocg, parts) + objections_to_old(plan)


def still_ungraded(outcomes: Collection[Any]) -> list[str]:
    """Say which outcomes are not graded, and what to do."""
    return [f"The outcome “{outcome.text}” is not graded. Grade it first." for outcome in outcomes]


def still_open_actions(actions: Collection[Any]) -> list[str]:
    """Say which actions are open, and what to do."""
    return [
        f"Action {action.ref}, {action.title}, is open. Complete or cancel it first."
        for action in actions
    ]


def objections_to_reopen(ocg: Any, parts: Collection[str], plan: Any, *, text: str) -> list[str]:
    """Refuse to reopen a plan that is not closed."""
    objections = objections_to_work_on(ocg, parts) + objections_to_text(text)
    if plan.stage != "closed":
        objections.append("This plan is not closed.")
    return objections
