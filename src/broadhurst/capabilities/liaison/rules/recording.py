"""The policy log, its signatures, and the meetings of SIO and LRO."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.liaison.rules.leading import objections_to_both, objections_to_lead
from broadhurst.capabilities.register import rules as register
from broadhurst.foundation.workflow import at


def objections_to_decision(
    ocg: Any,
    role: str | None,
    *,
    made_at: datetime,
    now: datetime,
    text: str,
    is_makers: bool,
) -> list[str]:
    """A decision was made while the OCG was on the register, by one of its leads."""
    objections = objections_to_lead(ocg, role)
    if made_at > now:
        objections.append("The decision cannot have been made in the future.")
    if made_at < ocg.registered_at:
        objections.append("The decision cannot have been made before the OCG was registered.")
    if not is_makers:
        objections.append("The maker of a decision is the SIO or the LRO.")
    return objections + register.objections_to_text(text)


def signatories(entry: Any) -> set[int]:
    """Whose signatures an entry needs: of a joint decision both leads', else its maker's.

    Whoever recorded it signed it by recording it (Blackstone's Senior Investigating
    Officers' Handbook, on record-keeping).
    """
    return {entry.sio_id, entry.lro_id} if entry.needs_both else {entry.maker_id}


def is_joint(entry: Any, signed: Collection[int]) -> bool:
    """A decision is joint only when both leads have signed (rule 6)."""
    return bool(entry.needs_both) and signatories(entry) <= set(signed)


def objections_to_sign(entry: Any, officer: int, signed: Collection[int]) -> list[str]:
    """Those it needs sign it, once each: the leads of the day it was recorded, or its maker."""
    objections = []
    if officer not in signatories(entry):
        objections.append("Your signature is not one that this entry needs.")
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
    """SIO and LRO met on a day that has been, since the OCG was registered; recorded once."""
    objections = objections_to_lead(ocg, role) + objections_to_both(leads)
    if met_on > today:
        objections += at("met_on", "The day you met must be today or in the past.")
    if met_on < registered_on:
        objections += at(
            "met_on", "The day you met must be on or after the day the OCG was registered."
        )
    if is_recorded:
        objections += at("met_on", "A meeting on that day is already recorded.")
    return objections + at("note", register.objections_to_text(note))
