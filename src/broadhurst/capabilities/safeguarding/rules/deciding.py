"""Rules on decisions by the receiving team or a competent authority. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.safeguarding.rules.consent import NRM
from broadhurst.capabilities.safeguarding.rules.policy import PILOT
from broadhurst.capabilities.safeguarding.rules.referring import WORKFLOW
from broadhurst.foundation.workflow import at

GROUNDS = ("reasonable_grounds", "no_reasonable_grounds")


def decisions_for(destination: str, authority: str = "") -> tuple[str, ...]:
    """Return the decisions that the receiving team can make.

    Only a competent authority decides reasonable grounds. A local team that received the referral
    can only pass it on. Source: Modern Slavery: Statutory Guidance for England and Wales, issued
    under the Modern Slavery Act 2015 s.49.
    """
    if destination == NRM:
        return (*GROUNDS, "redirected") if authority else ("redirected",)
    return ("taken_on", "no_further_action", "redirected")


def objections_to_decide(
    referral: Any, parts: Collection[str], *, decision: str, authority: str
) -> list[str]:
    """Only the receiving team decides, and only within its kind of destination."""
    objections = WORKFLOW.objections("decide", referral.stage, parts)
    if decision in decisions_for(referral.destination, authority):
        return objections
    if referral.destination == NRM and decision in GROUNDS:
        return objections + at(
            "decision",
            "The competent authority decides reasonable grounds. When you hear its decision, "
            "use “Record the competent authority's decision”.",
        )
    return objections + at("decision", "That is not a decision for this destination.")


def objections_to_authority(referral: Any, parts: Collection[str], *, team_is: str) -> list[str]:
    """Only a referral to the NRM has a competent authority, which another team hears from."""
    objections = WORKFLOW.objections("record_decision", referral.stage, parts)
    if referral.destination != NRM:
        objections.append("Only a referral to the NRM has a competent authority.")
    if team_is:
        objections.append("The receiving team is the competent authority, so it decides here.")
    return objections


def objections_to_record_decision(
    referral: Any,
    parts: Collection[str],
    *,
    authority: str,
    team_is: str,
    is_pilot: bool,
    decided_on: date,
    sent_on: date,
    today: date,
    reference: str,
) -> list[str]:
    """A team or holder records the decision of a competent authority.

    Source: Modern Slavery: Statutory Guidance for England and Wales; for the sites that decide for
    children, the Home Office's pilot of devolved decisions.
    """
    objections = objections_to_authority(referral, parts, team_is=team_is)
    if authority == PILOT and not (referral.is_child and is_pilot):
        objections += at(
            "authority", "No pilot site decides on this referral. Choose the Home Office authority."
        )
    if not sent_on <= decided_on <= today:
        objections += at(
            "decided_on", "Enter a date from the day the referral was sent up to today."
        )
    return objections + at("authority_reference", objections_to_text(reference))
