"""Rules on splitting an OCG into two, and on undoing that. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from broadhurst.capabilities.merging.rules.merging import LIVE, UNDONE_WITHIN, objections_to_see
from broadhurst.capabilities.register.rules.registering import is_partner, objections_to_text
from broadhurst.foundation.workflow import at

ALREADY_UNDONE = "This split has already been undone."
TOO_LATE = "You can only undo a split within a day. Merge the two OCGs instead."
GONE = "Some records that you chose are no longer on this OCG. Check your choice and send it again."
GOES = {
    "people": ("person", "people"),
    "identifiers": ("identifier", "identifiers"),
    "plans": ("4P plan with its actions", "4P plans with their actions"),
    "requests": ("open request", "open requests"),
    "referrals": ("referral", "referrals"),
    "not_referred": ("reason for no referral", "reasons for no referral"),
    "orders": ("court order", "court orders"),
    "links": ("link", "links"),
    "entries": ("deconfliction entry", "deconfliction entries"),
    "hits": ("side of a hit", "sides of hits"),
    "events": ("planned event", "planned events"),
}


def objections_to_split_now(ocg: Any, parts: Collection[str]) -> list[str]:
    """An officer who works on an active or dormant OCG splits it, unless it is one person."""
    objections = objections_to_see(parts)
    if ocg.state not in LIVE:
        objections.append(
            f"{ocg.name} is {ocg.get_state_display()}. Only an active or dormant OCG can be split."
        )
    if ocg.kind == "individual":
        objections.append("A priority individual is one person, so it cannot be split.")
    return objections


def objections_to_split(
    ocg: Any,
    *,
    parts: Collection[str],
    leads: Collection[Any],
    is_gone: bool,
    goes: int,
    people_who_stay: int,
    clashes: Sequence[str],
    text: str,
) -> list[str]:
    """An officer who works on a live OCG splits it, and both OCGs have someone or something.

    `goes` counts the people and identifiers that were chosen.
    """
    objections = objections_to_split_now(ocg, parts) + at("because", objections_to_text(text))
    if ocg.kind == "individual":
        return objections
    if is_gone:
        objections.append(GONE)
    elif not goes:
        objections += at("people", "Choose at least one person or identifier for the new OCG.")
    elif not people_who_stay:
        objections += at(
            "people",
            f"Leave at least one person on {ocg.name}. To give it another name, correct its "
            "details instead.",
        )
    return [*objections, *_objections_to_leads(leads), *clashes]


def _objections_to_leads(leads: Collection[Any]) -> list[str]:
    """Refuse leads agreed for one OCG alone, because the new OCG has the same leads."""
    objections = []
    lro = next((lead for lead in leads if lead.role == "lro"), None)
    if lro is not None and is_partner(lro.unit.agency):
        objections.append(
            f"{lro.officer.name} is the LRO for a partner organisation, which agreed only to "
            "this OCG. Name another LRO first."
        )
    if lro is not None and any(
        lead.role == "sio" and lead.officer_id == lro.officer_id for lead in leads
    ):
        objections.append(
            f"{lro.officer.name} is SIO and LRO by an exemption that is only for this OCG. Name "
            "another LRO first."
        )
    return objections


def clashes_of(ocg: Any, kinds: Collection[str]) -> list[str]:
    """Return a sentence for each kind of open decision on an OCG, with the way forward."""
    sentences = {
        "assessment": f"An assessment of {ocg.name} is with a moderator. Wait until it is "
        "moderated.",
        "archiving": f"An officer proposed to archive {ocg.name}. Approve or decline that first.",
        "asked": f"Another unit asked to take over {ocg.name}. Answer that first.",
    }
    return [sentence for key, sentence in sentences.items() if key in kinds]


def objections_to_undo_split(
    split: Any, parts: Collection[str], *, text: str, now: datetime
) -> list[str]:
    """A split is undone once, within a day, if the new OCG can be merged back."""
    objections = objections_to_see(parts) + at("because", objections_to_text(text))
    if split.undone_at is not None:
        return [*objections, ALREADY_UNDONE]
    if now > split.split_at + UNDONE_WITHIN:
        return [*objections, TOO_LATE]
    return objections
