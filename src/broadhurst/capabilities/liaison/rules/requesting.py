"""Requests between SIO and LRO: asked, accepted or refused, done or withdrawn."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.liaison.rules.leading import (
    objections_to_both,
    objections_to_lead,
    role_of,
)
from broadhurst.capabilities.register import rules as register
from broadhurst.foundation.workflow import Move, Workflow, at

ASKED, ASKER = "lead who is asked", "lead who asked"
# How soon a request is answered: in working days, and in hours where it is urgent. No public
# source gives either; they are Broadhurst's own until a region can set its own.
ANSWER_WITHIN, URGENT_ANSWER_WITHIN = 2, 4

WORKFLOW = Workflow(
    "request",
    Move("accept", ("asked",), "accepted", by=(ASKED,)),
    Move("refuse", ("asked",), "refused", by=(ASKED,)),
    Move("complete", ("accepted",), "done", by=(ASKED,)),
    Move("edit", ("asked",), "asked", by=(ASKER,)),
    Move("withdraw", ("asked", "accepted"), "withdrawn", by=(ASKER,)),
)


def parts_on(actor: Any, request: Any, leads: Collection[Any]) -> list[str]:
    """Which side of a request an actor is on. Whoever asked never answers, whatever they lead now.

    A request is made to a role: if another officer is named to it, they answer.
    """
    role = role_of(actor, leads)
    if role is None:
        return []
    asked = role == request.asked_role and request.asked_by_id != actor.officer.pk
    return [ASKED] if asked else [ASKER]


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
    """One lead asks the other, in words that may be held here.

    `already` is the reference of the same request, if that is still open.
    """
    objections = objections_to_lead(ocg, role) + objections_to_both(leads)
    if needed_on is not None and needed_on < today:
        objections += at("needed_on", "The date it is needed by must be today or later.")
    if already:
        objections += at("what", f"The same request is open as {already}. Wait for its answer.")
    return objections + at("what", register.objections_to_text(what))


def objections_to_event(kind: str, *where_and_when: Any) -> list[str]:
    """A warrant says where, from when and until when, or nothing of it yet; nothing else does."""
    given = [one is not None for one in where_and_when]
    if any(given) and kind != "execute_warrant":
        return at("kind", "Only a request to execute a warrant can plan an event.")
    if any(given) and not all(given):
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
    """The lead who asked corrects a request until it is answered, and says why.

    `is_past` says that the new needed-by date is. `already` is another open request for the same.
    """
    objections = WORKFLOW.objections("edit", request.stage, parts)
    if not changed:
        objections.append(register.UNCHANGED)
    if not because.strip():
        objections += at("because", "Enter a reason. The other lead will read it.")
    if is_past:
        objections += at("needed_on", "The date it is needed by must be today or later.")
    if already:
        objections += at("what", f"The same request is open as {already}. Wait for its answer.")
    objections += at("what", register.objections_to_text(request.what))
    return objections + at("because", register.objections_to_text(because))


def objections_to_withdraw(request: Any, parts: Collection[str], *, because: str) -> list[str]:
    """The lead who asked withdraws it until it is done, and says why: the other may be at work."""
    objections = WORKFLOW.objections("withdraw", request.stage, parts)
    if not because.strip():
        objections += at("because", "Enter a reason. The other lead will read it.")
    return objections + at("because", register.objections_to_text(because))


def objections_to_refuse(request: Any, parts: Collection[str], *, reason: str) -> list[str]:
    """A refusal says why."""
    objections = WORKFLOW.objections("refuse", request.stage, parts)
    if not reason.strip():
        objections += at(
            "reason", "Enter why you refuse, so that the other lead can do something else."
        )
    return objections + at("reason", register.objections_to_text(reason))


def outcomes_for(kind: str) -> tuple[str, ...]:
    """What can come of a request: a warrant was executed or not; other things done or not."""
    if kind == "execute_warrant":
        return ("executed", "not_executed")
    return ("achieved", "not_achieved")


def objections_to_complete(
    request: Any, parts: Collection[str], *, outcome_kind: str, outcome: str
) -> list[str]:
    """What came of it is said; of a warrant, whether it was executed."""
    objections = WORKFLOW.objections("complete", request.stage, parts)
    if outcome_kind not in outcomes_for(request.kind):
        objections += at(
            "outcome_kind",
            "Select whether the warrant was executed."
            if request.kind == "execute_warrant"
            else "Select whether it was done.",
        )
    if not outcome.strip():
        objections += at("outcome", "Enter the outcome.")
    return objections + at("outcome", register.objections_to_text(outcome))
