"""Rules for requests between SIO and LRO, from asking to the outcome."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.liaison.rules.leading import (
    objections_to_both,
    objections_to_lead,
    role_of,
)
from broadhurst.capabilities.register.rules.correcting import UNCHANGED
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import Move, Workflow, at

ASKED, ASKER = "lead who is asked", "lead who asked"
TOLD = "SRO or unit that it was passed up to"
OPEN = ("asked", "accepted")
WARRANT = "execute_warrant"
# Time for an answer: in working days, and in hours if the request is urgent. No public source
# gives either, so these are Broadhurst's own until a region can set its own.
ANSWER_WITHIN, URGENT_ANSWER_WITHIN = 2, 4
# The share of requests to answer in time, in percent. The inspectorate's report of 2021 names none,
# so this is Broadhurst's own too.
SHARE_IN_TIME = 90

WORKFLOW = Workflow(
    "request",
    Move("accept", ("asked",), "accepted", by=(ASKED,)),
    Move("refuse", ("asked",), "refused", by=(ASKED,)),
    Move("complete", ("accepted",), "done", by=(ASKED,)),
    Move("ask_extension", OPEN, "", by=(ASKED,)),  # what follows does not change the stage
    Move("agree_extension", OPEN, "", by=(ASKER,)),
    Move("refuse_extension", OPEN, "", by=(ASKER,)),
    Move("withdraw_extension", OPEN, "", by=(ASKED,)),
    Move("make_referral", OPEN, "", by=(ASKED, ASKER)),
    Move("chase", OPEN, "", by=(ASKER,)),
    Move("add_note", OPEN, "", by=(ASKED, ASKER, TOLD)),
    Move("edit", ("asked",), "asked", by=(ASKER,)),
    Move("withdraw", OPEN, "withdrawn", by=(ASKER,)),
)


def roles_on(actor: Any, request: Any, leads: Collection[Any]) -> list[str]:
    """Return the side of a request that an actor is on.

    A request is made to a role. If another officer is named to the role, they answer. The officer
    who asked never answers, whatever their role now.
    """
    role = role_of(actor, leads)
    if role is None:
        return []
    is_asked = role == request.asked_role and request.asked_by_id != actor.officer.pk
    return [ASKED] if is_asked else [ASKER]


def objections_to_ask(
    ocg: Any,
    role: str | None,
    leads: Collection[Any],
    *,
    what: str,
    needed_on: date | None,
    today: date,
    already: str,
) -> list[str]:
    """Return the objections to a request of one lead to the other.

    `already` is the reference of an open request for the same, or "".
    """
    objections = objections_to_lead(ocg, role) + objections_to_both(leads)
    if needed_on is not None and needed_on < today:
        objections += at("needed_on", "The date it is needed by must be today or later.")
    if already:
        objections += at("what", f"The same request is open as {already}. Wait for its answer.")
    return objections + at("what", objections_to_text(what))


def objections_to_warrant(kind: str, *, has_partner_lro: bool) -> list[str]:
    """Refuse a warrant if the LRO is from a partner, who cannot execute or check one."""
    if kind == WARRANT and has_partner_lro:
        return at(
            "kind",
            "The LRO is from a partner organisation, which does not execute warrants. Plan the "
            "event with a police unit instead.",
        )
    return []


def objections_to_event(kind: str, *where_and_when: Any) -> list[str]:
    """Refuse a place or times except for a warrant, which needs all of them or none."""
    is_given = [value is not None for value in where_and_when]
    if any(is_given) and kind != WARRANT:
        return at("kind", "Only a request to execute a warrant can plan an event.")
    if any(is_given) and not all(is_given):
        return at(
            "point",
            "Enter the place, start and end of the warrant, or leave all of them blank.",
        )
    return []


def objections_to_edit(
    request: Any,
    parts: Collection[str],
    *,
    changed: Collection[str],
    because: str,
    is_past: bool,
    already: str,
) -> list[str]:
    """Refuse a correction after the answer, without a change or without a reason.

    `is_past` says that the new needed-by date is past. `already` is the reference of another open
    request for the same, or "".
    """
    objections = WORKFLOW.objections("edit", request.stage, parts)
    if not changed:
        objections.append(UNCHANGED)
    if not because.strip():
        objections += at("because", "Enter a reason. The other lead will read it.")
    if is_past:
        objections += at("needed_on", "The date it is needed by must be today or later.")
    if already:
        objections += at("what", f"The same request is open as {already}. Wait for its answer.")
    objections += at("what", objections_to_text(request.what))
    return objections + at("because", objections_to_text(because))


def objections_to_withdraw(request: Any, parts: Collection[str], *, because: str) -> list[str]:
    """Refuse a withdrawal of a request that has ended, or without a reason.

    The other lead may be at work on it and reads the reason.
    """
    objections = WORKFLOW.objections("withdraw", request.stage, parts)
    if not because.strip():
        objections += at("because", "Enter a reason. The other lead will read it.")
    return objections + at("because", objections_to_text(because))


def objections_to_refuse(request: Any, parts: Collection[str], *, reason: str) -> list[str]:
    """Refuse to record a refusal without a reason."""
    objections = WORKFLOW.objections("refuse", request.stage, parts)
    if not reason.strip():
        objections += at(
            "reason", "Enter why you refuse, so that the other lead can do something else."
        )
    return objections + at("reason", objections_to_text(reason))


def outcomes_for(kind: str) -> tuple[str, ...]:
    """Return the outcomes that a kind of request can have."""
    if kind == "execute_warrant":
        return ("executed", "not_executed")
    return ("achieved", "not_achieved")


def objections_to_complete(
    request: Any, parts: Collection[str], *, outcome_kind: str, outcome: str
) -> list[str]:
    """Refuse an outcome of the wrong kind or without a text."""
    objections = WORKFLOW.objections("complete", request.stage, parts)
    if outcome_kind not in outcomes_for(request.kind):
        objections += at(
            "outcome_kind",
            "Select whether the warrant was executed."
            if request.kind == "execute_warrant"
            else "Select whether the request was done.",
        )
    if not outcome.strip():
        objections += at("outcome", "Enter the outcome.")
    return objections + at("outcome", objections_to_text(outcome))
