"""Rules for the policy log, its signatures, and the meetings of SIO and LRO."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.liaison.rules.leading import objections_to_both, objections_to_lead
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Days between meetings of SIO and LRO, by tier; an OCG with more needs attention. No public source
# gives a rhythm, so this is the project's own policy. An OCG without a tier counts as tier 1,
# because unknown is not low.
MEET_WITHIN = {1: 28, 2: 42, 3: 56}
SHORTEST = min(MEET_WITHIN.values())


def meet_within(tier: int | None) -> int:
    """Return how many days may pass between meetings of SIO and LRO, by the OCG's tier."""
    return MEET_WITHIN[1] if tier is None else MEET_WITHIN.get(tier, max(MEET_WITHIN.values()))


def objections_to_decision(
    ocg: Any,
    role: str | None,
    *,
    made_at: datetime,
    now: datetime,
    text: str,
    is_makers: bool,
) -> list[str]:
    """Refuse a decision dated before registration or in the future, or not by a lead."""
    objections = objections_to_lead(ocg, role)
    if made_at > now:
        objections.append("The decision cannot have been made in the future.")
    if made_at < ocg.registered_at:
        objections.append("The decision cannot have been made before the OCG was registered.")
    if not is_makers:
        objections.append("Choose whether the SIO or the LRO made the decision.")
    return objections + objections_to_text(text)


def signatories(entry: Any) -> set[int]:
    """Return the ids of the officers who must sign an entry.

    Both leads sign a joint decision. The maker signs any other. Recording an entry counts
    as signing it (Blackstone's Senior Investigating Officers' Handbook, on record-keeping).
    """
    return {entry.sio_id, entry.lro_id} if entry.needs_both else {entry.maker_id}


def is_joint(entry: Any, signed: Collection[int]) -> bool:
    """Return whether both leads have signed a joint decision (rule 6)."""
    return bool(entry.needs_both) and signatories(entry) <= set(signed)


def objections_to_sign(entry: Any, officer: int, signed: Collection[int]) -> list[str]:
    """Refuse a second signature, and one that the entry does not need."""
    objections = []
    if officer not in signatories(entry):
        objections.append("This entry does not need your signature.")
    if officer in signed:
        objections.append("You have signed this entry already.")
    return objections


def objections_to_record_meeting(
    ocg: Any,
    role: str | None,
    leads: Collection[Any],
    *,
    met_on: date,
    registered_on: date,
    today: date,
    note: str,
    is_recorded: bool,
) -> list[str]:
    """Refuse a meeting in the future, before registration, or recorded already."""
    objections = objections_to_lead(ocg, role) + objections_to_both(leads)
    if met_on > today:
        objections += at("met_on", "The day you met must be today or in the past.")
    if met_on < registered_on:
        objections += at(
            "met_on", "The day you met must be on or after the day the OCG was registered."
        )
    if is_recorded:
        objections += at("met_on", "A meeting on that day is already recorded.")
    return objections + at("note", objections_to_text(note))
