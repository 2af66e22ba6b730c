"""Rules on who may send, answer, chase, correct and close referrals. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.correcting import is_under_18
from broadhurst.capabilities.register.rules.registering import (
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.capabilities.safeguarding.rules.consent import NO_NAME, NRM, names_in
from broadhurst.foundation.workflow import Move, Workflow, at

HOLDER, TEAM = "holder of this referral", "receiving team"
CHASERS = (HOLDER, LRO, SIO, OWNING_UNIT)

# Working days until the holder chases, if the destination has no known deadline. Statutory guidance
# asks the referrer to follow up. The number of days is the project's own policy. The deadlines of
# the destinations are rows of `data/policy.toml`.
CHASE_AGAIN_AFTER, CHASE_DECISION_AFTER = 1, 5
ENDED = ("closed", "withdrawn")

WORKFLOW = Workflow(
    "referral",
    Move("acknowledge", ("sent",), "acknowledged", by=(TEAM,)),
    Move("decide", ("acknowledged",), "decided", by=(TEAM,)),
    Move("chase", ("sent", "acknowledged"), "", by=CHASERS),  # a chase does not change the stage
    Move("record_decision", ("sent", "acknowledged"), "decided", by=(TEAM, *CHASERS)),
    Move("close", ("decided",), "closed", by=CHASERS),
    Move("edit", ("sent", "acknowledged"), "", by=CHASERS),
    Move("withdraw", ("sent", "acknowledged"), "withdrawn", by=CHASERS),
)


def roles_on(actor: Any, referral: Any) -> list[str]:
    """Return an actor's roles on a referral itself, without those on its OCG."""
    parts = [HOLDER] if actor.officer.pk == referral.holder_id else []
    return parts + ([TEAM] if actor.unit.pk == referral.team_id else [])


def verbs_open(referral: Any, parts: Collection[str], *, authority: str) -> list[str]:
    """Return the commands open to an actor with these roles.

    `authority` is the competent authority that the receiving team is, or an empty string.
    """
    verbs = WORKFLOW.open_to(referral.stage, parts)
    if referral.destination != NRM or authority:
        return [verb for verb in verbs if verb != "record_decision"]
    return verbs


def is_child(born_on: date | None, *, may_be_child: bool, today: date) -> bool:
    """Whether a person is a child, by date of birth or the referrer's judgement.

    The referrer's judgement counts if the date of birth is unknown. A person whose age is
    uncertain, and who may be under 18, is treated as under 18 (Modern Slavery Act 2015 s.51).
    """
    return may_be_child if born_on is None else is_under_18(born_on, today)


def objections_to_refer(
    ocg: Any,
    parts: Collection[str],
    *,
    is_member: bool,
    is_child: bool,
    may_be_child: bool,
    team: Any,
    destination: str,
    already: str,
) -> list[str]:
    """A member is referred once, to a safeguarding team that takes their age.

    `already` is the reference of an open referral for the same thing, or an empty string.
    """
    objections = objections_to_work_on(ocg, parts)
    if not is_member:
        objections += at(
            "person", "That person is not linked to this OCG. Add them to the OCG first."
        )
    if team.kind != "safeguarding":
        objections += at("team", "Send the referral to a safeguarding team.")
    if is_child and destination == "adult_mash":
        objections += at(
            "destination", "An adult MASH does not take children. Choose another team."
        )
    if may_be_child and not is_child:
        objections += at(
            "may_be_child",
            "The date of birth on record is an adult's. Clear this box, or correct the date.",
        )
    if already:
        objections.append(f"You have already made this referral. Chase {already} instead.")
    return objections


def objections_to_withdraw_now(referral: Any, parts: Collection[str]) -> list[str]:
    """A referral is withdrawn before its decision, by an officer who may chase it."""
    objections = WORKFLOW.objections("withdraw", referral.stage, parts)
    if referral.stage == "decided":
        objections.append("The decision is recorded, so close the referral instead.")
    return objections


def objections_to_withdraw(
    referral: Any, parts: Collection[str], *, because: str, name: str
) -> list[str]:
    """A referral made in error is withdrawn with a reason, before its decision."""
    return objections_to_withdraw_now(referral, parts) + _because(because, name)


def objections_to_edit(
    referral: Any, parts: Collection[str], *, changed: Collection[str], because: str, name: str
) -> list[str]:
    """A correction changes an answer before the decision, and gives a reason."""
    objections = WORKFLOW.objections("edit", referral.stage, parts)
    if not changed:
        objections.append("You have not changed anything. Change at least one answer, or go back.")
    return objections + _because(because, name)


def _because(because: str, name: str) -> list[str]:
    """Require a reason without a name: the receiving team and the log keep it."""
    if not because.strip():
        return at("because", "Enter a reason.")
    objections = objections_to_text(because)
    if names_in(name, because):
        objections.append(NO_NAME)
    return at("because", objections)


def objections_to_close(referral: Any, parts: Collection[str]) -> list[str]:
    """A referral is closed after its decision, by an officer who may chase it."""
    objections = WORKFLOW.objections("close", referral.stage, parts)
    if referral.stage in ("sent", "acknowledged"):
        objections.append("The receiving team has not decided yet. Record a chase instead.")
    return objections


def objections_to_pass_on(referral: Any, *, has_posting: bool, because: str) -> list[str]:
    """An open referral passes to an officer with a current posting and a reason."""
    objections = []
    if referral.stage in ENDED:
        objections.append(f"This referral is {referral.stage}, so it has no holder.")
    if not has_posting:
        objections.append("The new holder has no current posting. Choose another officer.")
    if not because.strip():
        objections += at("because", "Enter why the referral is passed on.")
    return objections
