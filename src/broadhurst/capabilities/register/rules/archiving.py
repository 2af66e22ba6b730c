"""Rules on archiving an OCG and reactivating it (rule 11). Pure."""

from collections.abc import Collection, Sequence
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    objections_to_work_on,
    only,
)

SRO = "SRO"
NOBODY_ASKED = "Nobody has proposed to archive this OCG. Propose it first."
NOT_ARCHIVED = "This OCG is not archived, so there is nothing to reactivate."


def objections_to_propose_archive(
    ocg: Any, parts: Collection[str], *, proposed: Any, open_work: Sequence[str], text: str
) -> list[str]:
    """Officers on an active or dormant OCG propose once, when no work is open."""
    objections = objections_to_work_on(ocg, parts) + objections_to_text(text)
    if ocg.state in ("reported", "assessing"):
        objections.append("This OCG is not adopted. Record why it is not adopted instead.")
    if proposed is not None:
        objections.append(
            f"{proposed.proposed_by.name} has proposed to archive this OCG. "
            "Another officer now approves or declines it."
        )
    return [*objections, *open_work]


def objections_to_approve_archive(
    actor: Any, ocg: Any, parts: Collection[str], *, proposed: Any, open_work: Sequence[str]
) -> list[str]:
    """The LRO and the proposer cannot approve, and no work is open."""
    objections = _objections_to_decide(ocg, parts, proposed)
    if LRO in parts:
        objections.append("You are the LRO, so another officer must approve it.")
    if proposed is not None and proposed.proposed_by_id == actor.officer.pk:
        objections.append("You proposed to archive this OCG, so another officer must approve it.")
    return [*objections, *open_work]


def objections_to_decline_archive(
    ocg: Any, parts: Collection[str], *, proposed: Any, text: str
) -> list[str]:
    """Any officer on the OCG declines. The proposer withdraws this way."""
    return _objections_to_decide(ocg, parts, proposed) + objections_to_text(text)


def _objections_to_decide(ocg: Any, parts: Collection[str], proposed: Any) -> list[str]:
    if ocg.state == "archived":
        return ["This OCG is archived already."]
    objections = only(parts, OWNING_UNIT, SIO, LRO, SRO, COORDINATOR)
    return objections if proposed else [*objections, NOBODY_ASKED]


def objections_to_reactivate(ocg: Any, parts: Collection[str], *, text: str) -> list[str]:
    """Officers who own or lead on an archived OCG reactivate it."""
    if ocg.state != "archived":
        return [NOT_ARCHIVED]
    return only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR) + objections_to_text(text)


def may_approve(actor: Any, parts: Collection[str], proposed: Any) -> bool:
    """Whether an officer may approve a proposal and sees the button."""
    return bool(parts) and LRO not in parts and proposed.proposed_by_id != actor.officer.pk
