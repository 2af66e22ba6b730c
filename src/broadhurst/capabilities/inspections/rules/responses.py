"""Rules for responses: who can do what, and when one is complete or published.

Police Act 1996 s.55 requires the policing body:

- (4) to invite the chief officer's comments before a date
- (5) to publish its comments, the chief officer's comments and any reply
- (5A) to publish within 56 days
- (5B) to explain the action on each recommendation
- (6) to send copies to the inspectors of constabulary and the Home Secretary
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import Move, Workflow

BODY, FORCE = "policing body", "force"
CHIEF, CLEARER = "chief officer or their inspectorate liaison officer", "clearer"
TAKER = "officer whose step it is"
COMMENTERS = frozenset({"chief_officer", "inspectorate_liaison"})
# Any reference of a Broadhurst record. A published response must not contain one.
REFERENCE = re.compile(r"\b[A-Z]{3}-[2-9BCDFGHJKMNPQRSTVWXYZ]{6}\b")

ADDRESS_IT = "Address the letter. Enter the sender, the recipient, the signatory and their office."
CHANGED_SINCE = (
    "A figure or a quotation in the letter has changed since it was cleared, so it must be "
    "cleared again."
)
_OPEN = ("drafting", "cleared")
STAGES = Workflow(
    "response",
    Move("invite_comments", _OPEN, "drafting", (BODY,)),
    Move("comment", _OPEN, "drafting", (CHIEF,)),
    Move("address", _OPEN, "drafting", (BODY,)),
    Move("choose_paragraphs", _OPEN, "drafting", (BODY,)),
    Move("draft", _OPEN, "drafting", (BODY,)),
    Move("answer", _OPEN, "drafting", (BODY, FORCE)),
    Move("add_evidence", _OPEN, "drafting", (BODY, FORCE)),
    Move("withdraw_evidence", _OPEN, "drafting", (BODY, FORCE)),
    Move("share_answer", _OPEN, "drafting", (BODY,)),
    Move("withdraw_shared_answer", _OPEN, "drafting", (BODY,)),
    Move("clear", ("drafting",), "cleared", (TAKER,)),
    Move("return_for_changes", _OPEN, "drafting", (TAKER,)),
    Move("publish", ("cleared",), "published", (BODY, CLEARER)),
    Move("record_sending", ("published", "elsewhere"), "published", (BODY,)),
    Move("withdraw", _OPEN, "withdrawn", (BODY,)),
    Move("correct", ("published",), "published", (BODY,)),
    Move("correct_elsewhere", ("elsewhere",), "elsewhere", (BODY,)),
)


def roles_on(actor: Any, response: Any) -> list[str]:
    """Return the roles that an actor has on a response that they can see."""
    roles, parts = set(actor.roles), []
    # A successor also maintains what its predecessor published elsewhere.
    if actor.agency.pk in (response.body_id, response.unit.agency_id):
        parts += [BODY] if "policing_body" in roles else []
        parts += [CLEARER] if "clearer" in roles else []
    if actor.agency.pk == response.force_id:
        parts.append(FORCE)
        parts += [CHIEF] if roles & COMMENTERS else []
    return parts


def objections_to_public_text(text: str, names: Iterable[str]) -> list[str]:
    """Say why a text cannot be published: too high a marking, or it names a record."""
    names_found = [*REFERENCE.findall(text), *names]
    return objections_to_text(text) + [
        f"Remove “{name}”. This text will be public." for name in dict.fromkeys(names_found)
    ]


def remaining(
    response: Any, *, unanswered: Sequence[str], has_letter_fields: bool, today: date
) -> list[str]:
    """Return what must still be done before a response is complete.

    Empty if it is complete.
    """
    missing = [] if has_letter_fields else [ADDRESS_IT]
    if not response.body_comments.strip():
        missing.append("Write the policing body's own comments.")
    if response.invited_on is None:
        missing.append("Invite the chief officer to comment.")
    elif not response.chief_officer_comments.strip() and today < response.comments_due_on:
        missing.append(
            "Wait for the chief officer's comments. They are due by the end of "
            f"{_day(response.comments_due_on - timedelta(days=1))}."
        )
    return missing + [f"Answer {name}." for name in unanswered]


def clearing_parts(actor: Any, response: Any, today: date) -> list[str]:
    """Return the steps of clearance that an actor's roles on a response give them.

    The policing body takes the chief officer's step if no comments came in time.
    """
    parts = roles_on(actor, response)
    roles = ["ours"] if actor.agency.pk in (response.body_id, response.unit.agency_id) else []
    roles += ["author"] if BODY in parts else []
    is_silent = not response.chief_officer_comments.strip()
    is_over = response.comments_due_on is not None and today >= response.comments_due_on
    if CHIEF in parts or (BODY in parts and is_silent and is_over):
        roles.append("chief_officer")
    return roles


def objections_to_clear(
    response: Any,
    step_objections: Sequence[str],
    missing: Sequence[str],
    *,
    is_changed: bool = False,
    is_as_before: bool = False,
) -> list[str]:
    """Say why an actor cannot take the next step of a response's clearance.

    It must be complete. `step_objections` say who can take the step. A cleared letter whose figures
    or quotes changed since can be cleared again (`is_changed`). A correction must say something
    else than the version that it corrects (`is_as_before`).
    """
    stage = "drafting" if is_changed else response.stage
    objections = STAGES.objections("clear", stage, [TAKER]) + list(step_objections)
    if is_as_before:
        objections.append(
            f"This version says the same as version {response.version - 1}. Correct the letter "
            "first, or withdraw this version."
        )
    return objections + list(missing)


def objections_to_publish(
    response: Any,
    parts: Collection[str],
    missing: Sequence[str],
    *,
    today: date,
    late_reason: str,
    is_as_cleared: bool = True,
    also: Collection[date | None] = (),
) -> list[str]:
    """Say why a response cannot be published.

    It must be cleared and complete. A late one needs a reason. `also` are the last days of other
    reports that it answers too.
    """
    objections = STAGES.objections("publish", response.stage, parts) + list(missing)
    if not is_as_cleared:
        objections.append(CHANGED_SINCE)
    missed = last_day_missed(response, today, also=also)
    if missed is not None and not late_reason.strip():
        objections.append(f"The last day was {_day(missed)}. Enter why the response is late.")
    return objections


def is_late(response: Any, today: date) -> bool:
    """Return whether a response published today would be late for its own report.

    A correction is never late.
    """
    return response.version == 1 and response.last_day is not None and today > response.last_day


def last_day_missed(
    response: Any, today: date, *, also: Collection[date | None] = ()
) -> date | None:
    """Return the earliest last day that a response published today would miss, or None.

    `also` are the last days of other reports that it answers for the first time.
    """
    days = [response.last_day] if is_late(response, today) else []
    missed = (last for last in (*days, *also) if last is not None and today > last)
    return min(missed, default=None)


def objections_to_record_sending(
    response: Any,
    parts: Collection[str],
    *,
    sent_before: date | None,
    sent_on: date,
    because: str,
    today: date,
) -> list[str]:
    """Say why a sending (s.55(6)) cannot be recorded.

    Changing its date needs a reason.
    """
    objections = STAGES.objections("record_sending", response.stage, parts)
    if sent_before == sent_on:
        objections.append(f"The date sent, {_day(sent_on)}, is already recorded.")
    elif sent_before is not None and not because.strip():
        objections.append(
            f"The date sent is recorded as {_day(sent_before)}. To correct it, enter a reason."
        )
    if sent_on > today:
        objections.append("The date sent must be today or earlier.")
    if response.published_on is not None and sent_on < response.published_on:
        objections.append(
            f"The response was published on {_day(response.published_on)}. Enter that day or later."
        )
    return objections


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
