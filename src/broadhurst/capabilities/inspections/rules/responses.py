"""Who may do what to a response, when it is complete, and when it may be published.

Police Act 1996 s.55: (4) invite the chief officer's comments, (5) publish comments, the chief
officer's comments and any reply, (5A) within 56 days, (5B) with an explanation for each
recommendation, (6) with copies to the inspectors of constabulary and the Home Secretary.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules import objections_to_text
from broadhurst.foundation.workflow import Move, Workflow

BODY, FORCE = "policing body", "force"
CHIEF, CLEARER = "chief officer or their inspectorate liaison officer", "clearer"
BODY_KINDS = ("local_policing_body", "combined_authority")
# Any reference that Broadhurst gives a record: a published response names none.
REFERENCE = re.compile(r"\b[A-Z]{3}-[2-9BCDFGHJKMNPQRSTVWXYZ]{6}\b")

_OPEN = ("drafting", "cleared")
STAGES = Workflow(
    "response",
    Move("invite_comments", _OPEN, "drafting", (BODY,)),
    Move("comment", _OPEN, "drafting", (CHIEF,)),
    Move("address", _OPEN, "drafting", (BODY,)),
    Move("draft", _OPEN, "drafting", (BODY,)),
    Move("answer", _OPEN, "drafting", (BODY, FORCE)),
    Move("add_evidence", _OPEN, "drafting", (BODY, FORCE)),
    Move("withdraw_evidence", _OPEN, "drafting", (BODY, FORCE)),
    Move("clear", ("drafting",), "cleared", (CLEARER,)),
    Move("publish", ("cleared",), "published", (BODY, CLEARER)),
    Move("record_sending", ("published",), "published", (BODY,)),
)


def parts_played(actor: Any, response: Any) -> list[str]:
    """The parts that an actor plays on a response that they may see."""
    roles, parts = set(actor.roles), []
    if actor.agency.pk == response.body_id:
        parts += [BODY] if "policing_body" in roles else []
        parts += [CLEARER] if "clearer" in roles else []
    if actor.agency.pk == response.force_id:
        parts.append(FORCE)
        parts += [CHIEF] if roles & {"chief_officer", "inspectorate_liaison"} else []
    return parts


def objections_to_open(actor: Any, *, is_open: bool) -> list[str]:
    """The local policing body answers, once for each report and force."""
    objections = []
    if "policing_body" not in actor.roles or actor.agency.kind not in BODY_KINDS:
        objections.append("Only an officer of a local policing body can open a response.")
    if is_open:
        objections.append("Your body has a response to this report for that force already.")
    return objections


def objections_to_invite(*, due_on: date, today: date, last_day: date | None) -> list[str]:
    """s.55(4): the chief officer comments before a day that leaves time to publish."""
    objections = []
    if due_on < today:
        objections.append("The last day for comments has gone: choose today or later.")
    if last_day is not None and today <= last_day < due_on:
        objections.append(
            f"The response must be published by {_day(last_day)}: ask for comments before then."
        )
    return objections


def objections_to_public_text(text: str, names: Iterable[str]) -> list[str]:
    """What is written here will be published: no marking above the ceiling, no record, no OCG."""
    found = [*REFERENCE.findall(text), *names]
    return objections_to_text(text) + [
        f"Take out “{name}”: the response will be public, and names no record and no OCG."
        for name in dict.fromkeys(found)
    ]


def objections_to_answer(*, is_asked: bool, explanation: str) -> list[str]:
    """An answer is to a finding of this report that asks it, and explains (s.55(5B))."""
    objections = [] if is_asked else ["This response is not asked to answer that finding."]
    return objections if explanation.strip() else [*objections, "Explain the answer."]


def objections_to_evidence(
    *, is_answered: bool, is_record: bool, text: str, since: date | None, as_of: date, today: date
) -> list[str]:
    """Evidence hangs on an answer; a figure counts a time that has been."""
    objections = []
    if not is_answered:
        objections.append("Answer the finding first, then add evidence to the answer.")
    if as_of > today:
        objections.append("The figure's last day has not come yet: choose today or earlier.")
    if since is not None and since > as_of:
        objections.append("The period ends before it begins.")
    if is_record and not text.strip():
        objections.append("Say in words what the record shows.")
    return objections


def remaining(
    response: Any, *, unanswered: Sequence[str], has_letter_fields: bool, today: date
) -> list[str]:
    """What is still to be done before a response is complete; empty when it is."""
    left = [] if has_letter_fields else ["Address the letter: sender, recipient and signature."]
    if not response.body_comments.strip():
        left.append("Write the policing body's own comments.")
    if response.invited_on is None:
        left.append("Invite the chief officer to comment.")
    elif not response.chief_officer_comments.strip() and today <= response.comments_due_on:
        left.append(
            f"Wait for the chief officer's comments: they may be made until "
            f"{_day(response.comments_due_on)}."
        )
    return left + [f"Answer {name}." for name in unanswered]


def objections_to_clear(
    actor: Any, response: Any, parts: Collection[str], left: Sequence[str]
) -> list[str]:
    """Who clears is not who wrote the last word; what is cleared is complete."""
    objections = STAGES.objections("clear", response.stage, parts)
    if response.last_edited_by_id == actor.officer.pk:
        objections.append("You made the last change, so somebody else must clear this response.")
    return objections + list(left)


def objections_to_publish(
    response: Any, parts: Collection[str], left: Sequence[str], *, today: date, late_reason: str
) -> list[str]:
    """What is published is cleared and complete; after the last day the law allows, say why."""
    objections = STAGES.objections("publish", response.stage, parts) + list(left)
    if response.due_on is not None and today > response.due_on and not late_reason.strip():
        objections.append(
            f"The last day was {_day(response.due_on)}. It may still be published: say why it "
            "is late."
        )
    return objections


def objections_to_record_sending(
    response: Any, parts: Collection[str], *, sent_before: date | None, sent_on: date, today: date
) -> list[str]:
    """s.55(6): a copy goes to each of two, once, when it has been published."""
    objections = STAGES.objections("record_sending", response.stage, parts)
    if sent_before is not None:
        objections.append(f"It was sent on {_day(sent_before)}.")
    if sent_on > today:
        objections.append("The day of sending has not come yet.")
    if response.published_on is not None and sent_on < response.published_on:
        objections.append("It was sent before it was published: check the date.")
    return objections


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
