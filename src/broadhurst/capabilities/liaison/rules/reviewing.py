"""Rules for joint reviews of an OCG by its SIO and its LRO."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.liaison.rules.leading import OTHER, objections_to_lead
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

CONFIRMED = "Both leads agreed this review, so it cannot be changed. Record a new review."
# Days before the next review that home reminds the leads of it. Policy of this project.
REMIND_WITHIN = 7


def objections_to_record_review(
    *,
    met_on: date,
    next_on: date,
    reviewed: Collection[str],
    text: str,
    unknown: Collection[str],
) -> list[str]:
    """Refuse a review without anything reviewed, or with a next review that is not later.

    `unknown` are the references of actions that are not open on this OCG.
    """
    objections = objections_to_text(text)
    if not reviewed:
        objections += at("reviewed", "Choose what you reviewed.")
    if next_on <= met_on:
        objections += at("next_on", "Enter a day after this review.")
    if unknown:
        objections += at(
            "actions", f"{sorted(unknown)[0]} is no longer open. Remove it from the review."
        )
    return objections


def due_on(*, met_on: date, next_on: date, since: date | None) -> date:
    """Return the day of the next review.

    `since` is the first day of a lead who was not at the last one. The new SIO and LRO then have
    the same number of days, counted from that day.
    """
    return next_on if since is None or since <= met_on else since + (next_on - met_on)


def is_confirmed(answers: Iterable[Any]) -> bool:
    """Return whether the other lead has confirmed a review."""
    return any(answer.is_confirmed for answer in answers)


def objections_to_confirm(
    ocg: Any, role: str | None, recorded_role: str, answers: Iterable[Any]
) -> list[str]:
    """Refuse anyone but the lead who did not record the review, and a second confirmation."""
    objections = objections_to_lead(ocg, role)
    if role == recorded_role:
        objections.append(
            f"The {recorded_role.upper()} recorded this review, so the "
            f"{OTHER[recorded_role].upper()} must confirm it."
        )
    return objections + ([CONFIRMED] if is_confirmed(answers) else [])


def objections_to_comment(
    ocg: Any, role: str | None, answers: Iterable[Any], comment: str
) -> list[str]:
    """Refuse anyone but the two leads, and a comment on a review that both agreed."""
    objections = objections_to_lead(ocg, role) + at("comment", objections_to_text(comment))
    return objections + ([CONFIRMED] if is_confirmed(answers) else [])
