"""The statuses of a bid, the roles on it, and when it can be made or triaged."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.assessing import is_in_date
from broadhurst.capabilities.register.rules.registering import (
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_inactive,
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.foundation.workflow import Move, Workflow, at

CHAIR, GATEWAY = "chair of its board", "gateway officer of its board"
BIDDER, PROVIDER = "unit that bid", "manager of the capability given"
BIDDERS = (BIDDER, SIO, LRO, OWNING_UNIT)

# In working days. Policy of this project: no public source gives a number.
TRIAGE_WITHIN = 2
# In days, from a bid to its decision. Policy of this project too.
DECIDE_WITHIN = 14

NOT_ASSESSED = "This OCG has no moderated assessment."
PAST_REVIEW = "The assessment of this OCG is past its review date."
UNDECIDED = ("submitted", "returned", "triaged")
ENDED = ("declined", "adopted", "evaluated", "lapsed", "withdrawn")
# An interim decision allows these. They end when it lapses.
RUNNING = ("decided", "allocated", "in_place")
TRIAGED_FROM = ("submitted", "triaged")
WORKFLOW = Workflow(
    "bid",
    Move("triage", TRIAGED_FROM, "triaged", by=(GATEWAY, CHAIR)),
    Move("answer", ("returned",), "submitted", by=BIDDERS),
    Move("decide", UNDECIDED, "decided", by=(CHAIR,)),
    Move("ratify", (*RUNNING, "delivered"), "decided", by=(CHAIR,)),
    Move("allocate", ("decided",), "allocated", by=(PROVIDER,)),
    Move("write_terms", ("allocated", "in_place"), "allocated", by=(PROVIDER,)),
    Move("agree_terms", ("allocated", "in_place"), "allocated", by=(SIO,)),
    Move("extend", ("allocated", "in_place"), "allocated", by=(PROVIDER,)),
    Move("put_in_place", ("allocated",), "in_place", by=(PROVIDER,)),
    Move("deliver", ("in_place",), "delivered", by=(PROVIDER,)),
    Move("evaluate", ("delivered",), "evaluated", by=BIDDERS),
    Move("withdraw", (*UNDECIDED, "decided", "allocated"), "withdrawn", by=BIDDERS),
)


def roles_on(actor: Any, bid: Any) -> list[str]:
    """Return the roles of an actor on a bid itself, without those on its OCG."""
    parts = [BIDDER] if actor.unit.pk == bid.bidder_id else []
    parts += [CHAIR] if chairs(actor, bid.board) else []
    parts += [GATEWAY] if convenes(actor, bid.board) else []
    capability_given = bid.given
    if (
        capability_given
        and actor.unit.pk == capability_given.provider_id
        and "capability_manager" in actor.roles
    ):
        parts.append(PROVIDER)
    return parts


def objections_to_bid(
    ocg: Any,
    parts: Collection[str],
    *,
    ask: str,
    capability: Any,
    from_on: date | None,
    until_on: date | None,
    text: str,
    already: str,
    today: date,
) -> list[str]:
    """Return the objections to making a bid.

    `already` is the reference of an undecided bid that asks the same, or "".
    """
    objections = objections_to_bid_on(ocg, parts) + objections_to_text(text)
    if ask == "capability" and capability is None:
        objections += at("capability", "Choose the capability that you need.")
    if ask == "adoption" and capability is not None:
        objections += at(
            "capability", "An adoption in full does not need a capability. Leave it blank."
        )
    if ask != "adoption" and (from_on is None or until_on is None):
        objections += at("from_on", "Enter the first and last day that it is needed.")
    if from_on is not None and from_on < today:
        objections += at("from_on", "The period must start today or later.")
    if from_on is not None and until_on is not None and until_on < from_on:
        objections += at("until_on", "The period ends before it starts. Enter a later last day.")
    if already:
        objections.append(f"You have already made this request: {already}.")
    return objections


def objections_to_bid_on(ocg: Any, parts: Collection[str]) -> list[str]:
    """Only those who work on an OCG bid for it, while it is active."""
    return objections_to_work_on(ocg, parts) + objections_to_inactive(ocg)


def objections_to_grounds(
    *,
    assessment: Any,
    is_urgent: bool,
    urgent_reason: str,
    assessment_due_on: date | None,
    today: date,
) -> list[str]:
    """Refuse a bid without an assessment that is in date, unless it is urgent (rule 7)."""
    objections = []
    has_one = is_in_date(assessment, today)
    if not has_one and not is_urgent:
        objections.append(
            f"{PAST_REVIEW if assessment else NOT_ASSESSED} Assess it first. If that cannot wait, "
            "mark the bid as urgent, say why, and enter the date the assessment is due by."
        )
    if is_urgent and not urgent_reason.strip():
        objections += at("urgent_reason", "Say why the bid is urgent.")
    if is_urgent and not has_one and assessment_due_on is None:
        objections += at("assessment_due_on", "Enter the date the assessment is due by.")
    if assessment_due_on is not None and assessment_due_on < today:
        objections += at("assessment_due_on", "The date for the assessment must be today or later.")
    return objections


def objections_to_triage(
    bid: Any, parts: Collection[str], *, meeting: Any, question: str
) -> list[str]:
    """Refuse unless a bid gets either a meeting of its board or a question, not both."""
    objections = WORKFLOW.objections("triage", bid.stage, parts)
    objections += objections_to_text(question)
    if meeting is None and not question.strip():
        objections += at("meeting", "Choose a meeting, or ask for what is missing.")
    if meeting is not None and question.strip():
        objections += at("meeting", "Choose a meeting or ask for what is missing, not both.")
    if meeting is not None and (meeting.board_id != bid.board_id or meeting.stage != "planned"):
        objections += at("meeting", "Choose a planned meeting of the board that has the bid.")
    return objections


def objections_to_say(verb: str, bid: Any, parts: Collection[str], *, text: str) -> list[str]:
    """Return the objections to a command that takes a text."""
    objections = WORKFLOW.objections(verb, bid.stage, parts) + objections_to_text(text)
    return objections if text.strip() else [*objections, "Enter the text. It cannot be blank."]
