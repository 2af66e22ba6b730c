"""Rules for the safeguarding referral that a request asks for."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.liaison.rules.requesting import WORKFLOW
from broadhurst.foundation.workflow import at

SAFEGUARDING = "safeguarding_referral"


def may_have_referral(request: Any, referral: Any) -> bool:
    """Return whether a request asks for a referral that is not made yet, or was withdrawn."""
    is_missing = referral is None or referral.stage == "withdrawn"
    return request.kind == SAFEGUARDING and is_missing


def objections_to_make_referral(
    request: Any, referral: Any, parts: Collection[str], *, in_part: bool = False
) -> list[str]:
    """Refuse a referral for another kind of request, or a second one.

    An LRO from a partner organisation sees the OCG in part, so none of its people.
    """
    objections = WORKFLOW.objections("make_referral", request.stage, parts)
    if in_part:
        objections.append(
            "You cannot see the people of this OCG, so the SIO must make the referral."
        )
    if request.kind != SAFEGUARDING:
        objections.append("This request does not ask for a safeguarding referral.")
    elif not may_have_referral(request, referral):
        objections.append(f"Referral {referral.ref} was already made for this request.")
    return objections


def objections_to_referral(kind: str, needed: Collection[Any]) -> list[str]:
    """Refuse a referral with a request of another kind, or with an answer missing.

    `needed` are the person, the destination, the team and the consent.
    """
    if not any(needed):
        return []
    if kind != SAFEGUARDING:
        return at(
            "kind",
            "Choose “Make a safeguarding referral”, or leave the person, destination, team and "
            "consent blank.",
        )
    if not all(needed):
        return at(
            "person",
            "Enter the person, destination, team and consent to send the referral now, or leave "
            "all of them blank.",
        )
    return []
