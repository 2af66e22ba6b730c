"""Rules for answers to findings, and for the evidence that they cite."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at


def objections_to_finding(*, is_asked: bool) -> list[str]:
    """Say why a response does not answer a finding: it is not asked to."""
    return [] if is_asked else ["This response does not need to answer that finding."]


def objections_to_explanation(explanation: str) -> list[str]:
    """Say why an answer is refused: it must be explained (s.55(5B))."""
    return [] if explanation.strip() else ["Explain the answer."]


def objections_to_proposal(
    *, is_proposed: bool, has_owner: bool, due_on: date | None, was: date | None, today: date
) -> list[str]:
    """Say why a proposed action has no owner or date, or another answer has one.

    A new date is today or later. A correction may keep a date that has passed.
    """
    if not is_proposed:
        fields = [("owner", has_owner), ("due_on", due_on is not None)]
        refusal = "Only a proposed action has this answer. Leave it empty."
        return [
            objection for field, is_given in fields if is_given for objection in at(field, refusal)
        ]
    objections = []
    if not has_owner:
        objections += at("owner", "Select the officer who will carry out the proposed action.")
    if due_on is None:
        objections += at("due_on", "Enter the date when the action will be done.")
    elif due_on < today and due_on != was:
        objections += at("due_on", "The date must be today or later.")
    return objections


def objections_to_evidence(
    *, is_answered: bool, is_record: bool, text: str, since: date | None, as_of: date, today: date
) -> list[str]:
    """Say why evidence cannot be added: no answer yet, a wrong period, or no text."""
    objections = []
    if not is_answered:
        objections.append("Answer the finding first, then add evidence to the answer.")
    if as_of > today:
        objections += at(
            "as_of", "The figure's last day is in the future. Choose today or earlier."
        )
    if since is not None and since > as_of:
        objections += at("since", "The period ends before it starts. Enter an earlier first day.")
    if is_record and not text.strip():
        objections += at("text", "Enter in words what the record shows.")
    return objections


def objections_to_withdraw_evidence(evidence: Any) -> list[str]:
    """Say why evidence cannot be withdrawn: it was withdrawn before."""
    return ["This evidence was withdrawn already."] if evidence.withdrawn_at else []


def objections_to_records(
    records: Sequence[str], not_found: Sequence[str], *, is_record: bool
) -> list[str]:
    """Say why evidence cannot link to these records."""
    if records and not is_record:
        return at("records", "A figure has its own records. Leave this empty.")
    return [
        objection
        for ref in not_found
        for objection in at("records", f"{ref} does not exist, or you cannot see it.")
    ]
