"""Who may refer, acknowledge, chase, decide and close. Pure: every rule returns its objections."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.rules import is_under_18
from broadhurst.foundation.workflow import Move, Workflow

HOLDER, TEAM = "holder of this referral", "receiving team"
CHASERS = (HOLDER, register.LRO, register.SIO, register.OWNING_UNIT)

# In working days. A local authority decides what to do and acknowledges a referral within one
# working day (Working Together to Safeguard Children); a reasonable grounds decision of the NRM is
# aimed at in five (process map of the National Referral Mechanism). Where nothing is heard, the
# referrer follows up.
ACKNOWLEDGE_WITHIN = 1
DECIDE_WITHIN, NRM_DECIDES_WITHIN = 1, 5
CHASE_AGAIN_AFTER = 1
# In days: an SIO refers a child or an exploited person, or says why not. Policy of this project.
REFER_WITHIN = 1

WORKFLOW = Workflow(
    "referral",
    Move("acknowledge", ("sent",), "acknowledged", by=(TEAM,)),
    Move("decide", ("acknowledged",), "decided", by=(TEAM,)),
    Move("chase", ("sent", "acknowledged"), "", by=CHASERS),  # a chase moves nothing
    Move("close", ("decided",), "closed", by=CHASERS),
)


def parts_on(actor: Any, referral: Any) -> list[str]:
    """The parts an actor plays on a referral itself, whatever they may see of the OCG."""
    parts = [HOLDER] if actor.officer.pk == referral.holder_id else []
    return parts + ([TEAM] if actor.unit.pk == referral.team_id else [])


def is_child(born_on: date | None, *, may_be_child: bool, today: date) -> bool:
    """A child by date of birth; where that is not known, as the referrer judges.

    Where age is uncertain and somebody may be under 18, they are treated as under 18 (Modern
    Slavery Act 2015 s.51).
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
    consent: str,
    consent_reason: str,
    already: str,
) -> list[str]:
    """What is sent, by whom, to whom. `already` is the reference of the same referral, if open."""
    objections = register.objections_to_work_on(ocg, parts)
    objections += objections_to_consent(consent, consent_reason, is_child, destination)
    if not is_member:
        objections.append("That person is not linked to this OCG. Add them to it first.")
    if team.kind != "safeguarding":
        objections.append("Send the referral to a safeguarding team.")
    if is_child and destination == "adult_mash":
        objections.append("An adult MASH does not take a child: choose another destination.")
    if may_be_child and not is_child:
        objections.append(
            "The date of birth on record is an adult's: untick “may be under 18”, or correct it."
        )
    if already:
        objections.append(f"The same referral is open as {already}: chase that one.")
    return objections


def objections_to_no_referral(
    ocg: Any, parts: Collection[str], *, is_at_risk: bool, because: str
) -> list[str]:
    """Those who work on the OCG decide it, of somebody who would else be referred."""
    objections = register.objections_to_work_on(ocg, parts) + register.objections_to_text(because)
    if not is_at_risk:
        objections.append(
            "This person is not recorded as a child, a victim or exploited, so nobody asks for a "
            "referral."
        )
    return objections


def objections_to_consent(consent: str, reason: str, is_child: bool, destination: str) -> list[str]:
    """A child never needs consent; an adult's NRM referral does, or a duty to notify (rule 25)."""
    objections = []
    if is_child and consent not in ("given", "not_needed"):
        objections.append("A child never needs consent to be referred: choose “Not needed”.")
    elif (
        not is_child and destination == "nrm" and consent not in ("given", "refused_duty_to_notify")
    ):
        objections.append(
            "An adult is referred to the NRM only with consent. If it is refused, choose “Refused: "
            "duty to notify”, and tell the Home Office without the person's name."
        )
    if consent == "not_sought" and not reason.strip():
        objections.append("Say why consent was not sought.")
    return objections + register.objections_to_text(reason)


def decides_within(destination: str) -> int:
    """Working days from acknowledgement to decision."""
    return NRM_DECIDES_WITHIN if destination == "nrm" else DECIDE_WITHIN


def decisions_for(destination: str) -> tuple[str, ...]:
    """What a destination can decide: the NRM, on reasonable grounds; the others, what they do."""
    if destination == "nrm":
        return ("reasonable_grounds", "no_reasonable_grounds", "redirected")
    return ("taken_on", "no_further_action", "redirected")


def objections_to_decide(referral: Any, parts: Collection[str], *, decision: str) -> list[str]:
    """Only the receiving team decides, and only what its kind of destination can."""
    objections = WORKFLOW.objections("decide", referral.stage, parts)
    if decision not in decisions_for(referral.destination):
        objections.append("That is not a decision for this destination.")
    return objections


def objections_to_close(referral: Any, parts: Collection[str]) -> list[str]:
    """A referral is closed once it is decided, by those who chase it."""
    objections = WORKFLOW.objections("close", referral.stage, parts)
    if referral.stage in ("sent", "acknowledged"):
        objections.append("The receiving team has not decided yet: chase it instead.")
    return objections


def objections_to_pass_on(referral: Any, *, has_posting: bool, because: str) -> list[str]:
    """An open referral goes to a named officer who is in post, and it says why."""
    objections = []
    if referral.stage == "closed":
        objections.append("This referral is closed: nobody holds it any more.")
    if not has_posting:
        objections.append("The new holder has no posting in force.")
    if not because.strip():
        objections.append("Say why the referral is passed on.")
    return objections
