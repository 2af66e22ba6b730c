"""Rules for an answer that also answers a finding of another report. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at

FIELD = "also_answers"
NOT_LINKED = (
    "Choose a finding of another report. One of the two findings must repeat or supersede the "
    "other. The finding must be addressed to the force or to your organisation."
)
ELSEWHERE = (
    "Another response of your organisation for this force already answers that finding. Take "
    "the finding out of that response first, or leave it there."
)


@dataclass(frozen=True)
class Timing:
    """The day of the 56 that a finding was answered on, and the last of them."""

    day: int | None
    last_day: date | None
    is_late: bool


def timing(report: Any, answered_on: date) -> Timing:
    """Judge the day of an answer by the clock of the finding's own report (s.55(5A))."""
    last = report.last_day
    return Timing(report.day(answered_on), last, last is not None and answered_on > last)


def objections_to_share(
    *, is_answered: bool, is_offered: bool, is_shared: bool, is_answered_elsewhere: bool
) -> list[str]:
    """Say why an answer cannot also answer a finding.

    `is_offered` says that it is a finding of another report that repeats or supersedes this one,
    or is repeated or superseded by it, and is addressed to the same force or policing body.
    """
    if not is_answered:
        return ["Answer the finding first. Then choose other findings that the answer applies to."]
    if is_shared:
        return at(FIELD, "This answer already answers that finding.")
    if is_answered_elsewhere:
        return at(FIELD, ELSEWHERE)
    if not is_offered:
        return at(FIELD, NOT_LINKED)
    return []


def objections_to_answer_again(*, is_answered_elsewhere: bool) -> list[str]:
    """Say why a response cannot answer a finding that another response answers already."""
    return [ELSEWHERE] if is_answered_elsewhere else []


def objections_to_withdraw_shared(shared: Any) -> list[str]:
    """Say why a shared answer cannot be withdrawn."""
    if shared.withdrawn_at:
        return ["This shared answer has already been withdrawn."]
    return []
