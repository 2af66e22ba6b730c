"""Rules on training of LROs, exemptions from rule 6, and the work that a lead can have. Pure."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.correcting import UNCHANGED
from broadhurst.capabilities.register.rules.registering import (
    objections_to_archived,
    objections_to_text,
)
from broadhurst.foundation.workflow import at

SUPERVISOR, COORDINATOR = "supervisor", "coordinator"
# No public source gives these numbers, so they are Broadhurst's own policy.
LONGEST_EXEMPTION = timedelta(days=365)
WARN_BEFORE = timedelta(days=14)


def objections_to_training_roles(roles: Collection[str]) -> list[str]:
    """Supervisors and OCG coordinators record training."""
    if {SUPERVISOR, COORDINATOR} & set(roles):
        return []
    return ["Only a supervisor or an OCG coordinator can record training."]


def objections_to_record_here(actor: Any, agency: Any) -> list[str]:
    """Supervisors and coordinators record the training of their officers, and of their LROs."""
    objections = objections_to_training_roles(actor.roles)
    if agency is None or actor.agency.pk != agency.pk:
        objections.append(
            "You can only record training of officers of your organisation, or of the LROs of its "
            "OCGs."
        )
    return objections


def objections_to_training(
    actor: Any, agency: Any, *, on: date, today: date, course: str, is_there: bool
) -> list[str]:
    """A course has been done, and is recorded once."""
    objections = objections_to_record_here(actor, agency)
    if on > today:
        objections += at("on", "Enter a date that is today or in the past.")
    if is_there:
        objections += at("course", "This course is recorded for that day already.")
    return objections + at("course", objections_to_text(course))


def objections_to_change_training(
    actor: Any, training: Any, *, because: str, is_changed: bool = True
) -> list[str]:
    """Training is corrected or withdrawn once, with a reason."""
    objections = objections_to_record_here(actor, training.agency)
    if training.withdrawn_at is not None:
        objections.append("This record was corrected or withdrawn since you opened it.")
    if not is_changed:
        objections.append(UNCHANGED)
    return objections + at("because", objections_to_text(because))


def may_exempt(actor: Any, owner: Any) -> bool:
    """Return whether an actor approves exemptions: a supervisor of the owning unit."""
    return SUPERVISOR in actor.roles and bool(actor.unit.pk == owner.pk)


def objections_to_exempt(ocg: Any, actor: Any, owner: Any) -> list[str]:
    """A supervisor of the owning unit approves exemptions, until the OCG is archived."""
    objections = objections_to_archived(ocg)
    if not may_exempt(actor, owner):
        objections.append("Only a supervisor of the owning unit can approve this.")
    return objections


def objections_to_approve_exemption(
    ocg: Any,
    actor: Any,
    owner: Any,
    leads: Collection[Any],
    *,
    officer: Any,
    until_on: date,
    today: date,
    because: str,
) -> list[str]:
    """A supervisor approves an exemption for another officer, for a year at most."""
    objections = objections_to_exempt(ocg, actor, owner)
    if actor.officer.pk == officer.pk:
        objections += at("officer", "Another supervisor must approve your own exemption.")
    if not any(lead.officer_id == officer.pk and lead.role in ("sio", "lro") for lead in leads):
        objections += at("officer", f"{officer.name} is not the SIO or the LRO of this OCG.")
    if until_on < today:
        objections += at("until_on", "The last day must be today or later.")
    if until_on > today + LONGEST_EXEMPTION:
        objections += at(
            "until_on", "An exemption ends after a year at most. Enter an earlier day."
        )
    return objections + at("because", objections_to_text(because))


def objections_to_end_exemption(
    exemption: Any, actor: Any, owner: Any, leads: Collection[Any], *, because: str
) -> list[str]:
    """An exemption ends once nobody needs it."""
    objections = objections_to_end_now(exemption, actor, owner)
    if exemption.ended_at is None and is_both(exemption.officer_id, leads):
        objections.append(
            f"{exemption.officer.name} is still both SIO and LRO. Name another SIO or LRO first."
        )
    return objections + at("because", objections_to_text(because))


def objections_to_end_now(exemption: Any, actor: Any, owner: Any) -> list[str]:
    """A supervisor of the owning unit ends an exemption, once."""
    objections = []
    if not may_exempt(actor, owner):
        objections.append("Only a supervisor of the owning unit can end this.")
    if exemption.ended_at is not None:
        objections.append("This exemption has ended already.")
    return objections


def is_both(officer_id: int, leads: Collection[Any]) -> bool:
    """Return whether an officer is both the SIO and the LRO among leads in force."""
    held = {lead.role for lead in leads if lead.officer_id == officer_id}
    return {"sio", "lro"} <= held
