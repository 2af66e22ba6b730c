"""Roles on an OCG, and rules on registering, leading and adding to it. Pure."""

import re
from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register.rules.leading import may_lead, objections_to_roles
from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.workflow import at

OWNING_UNIT, SIO, LRO, COORDINATOR = "owning unit", "SIO", "LRO", "OCG coordinator"
# The LRO, if they work for another kind of organisation. They see the OCG in part.
PARTNER_LRO = "LRO from a partner organisation"
OTHER = {"sio": "lro", "lro": "sio"}
REGISTERING_ROLES = {"investigator", "coordinator"}
REGISTERING_KINDS = ("police_force", "rocu", "national_agency")
PARTNER_KINDS = ("council", "combined_authority", "government", "partner")
SHAPES = {
    "phone": (
        r"\+?[\d\s()-]{7,20}",
        "Enter a phone number, like 07700 900 123 or +44 7700 900123",
    ),
    "imei": (r"[\d\s/-]{14,22}", "Enter the 15 digits of the IMEI, which *#06# shows"),
    "vehicle": (r"[A-Za-z0-9 ]{2,10}", "Enter a vehicle registration, like AB12 CDE"),
    "address": (
        r"(?s).*\d.*",
        "Enter a house number and postcode, like 12 Sample Street, AB1 2CD, or a UPRN",
    ),
    "company": (r".*\w\w.*", "Enter a company number, like 01234567, or the company’s name"),
    "account": (
        r"(\d{2}[- ]?\d{2}[- ]?\d{2}[ ]+\d{8})|([A-Za-z]{2}\d{2}[A-Za-z0-9 ]{11,32})",
        "Enter a sort code and account number, like 12-34-56 12345678, or an IBAN",
    ),
    "wallet": (r"[A-Za-z0-9:]{20,120}", "Enter the whole address of the wallet, without spaces"),
    "handle": (
        r"\S.*\S",
        "Enter an email address, or the platform and handle, like telegram: @example",
    ),
    "device": (r"[A-Za-z0-9:. -]{4,60}", "Enter the device’s MAC address or serial number"),
}


def is_led_by(lead: Any, officer: Any) -> bool:
    """Return whether an officer does a lead's work today: the lead, or the deputy who covers."""
    return officer.pk == lead.officer_id or (
        lead.deputy is not None and lead.deputy.pk == officer.pk
    )


def is_partner(agency: Any) -> bool:
    """Return whether an organisation is a partner, which can only have the LRO of an OCG."""
    return agency.kind in PARTNER_KINDS


def roles_on(actor: Any, *, owner_unit: Any, leads: Collection[Any]) -> list[str]:
    """Return an actor's roles on an OCG, as owner, lead or coordinator of the owner.

    `leads` are those in force.
    """
    parts = [
        PARTNER_LRO if is_partner(actor.agency) else lead.get_role_display()
        for lead in leads
        if is_led_by(lead, actor.officer)
    ]
    if actor.unit.pk == owner_unit.pk:
        parts.append(OWNING_UNIT)
    if "coordinator" in actor.roles and actor.agency.pk == owner_unit.agency_id:
        parts.append(COORDINATOR)
    return parts


def without_partner(parts: Collection[str]) -> list[str]:
    """Return the roles that count outside the plan and liaison."""
    return [part for part in parts if part != PARTNER_LRO]


def only(parts: Collection[str], *allowed_roles: str) -> list[str]:
    """Return an objection unless the actor has one of the allowed roles."""
    if set(parts) & set(allowed_roles):
        return []
    if PARTNER_LRO in parts:
        return [
            "You lead for a partner organisation, so you work on the plan and with the SIO. Ask "
            "the SIO to do this."
        ]
    roles = ", ".join(f"the {part}" for part in allowed_roles[:-1])
    return [
        f"Only {roles} or the {allowed_roles[-1]} can do this."
        if roles
        else f"Only the {allowed_roles[0]} can do this."
    ]


def objections_to_register(actor: Any, *, lro: Any, sio: Any, text: str) -> list[str]:
    """A force, a ROCU or the NCA registers, with two leads and no SECRET text."""
    objections = objections_to_leads(sio=sio, lro=lro) + objections_to_text(text)
    return objections + objections_to_register_here(actor)


def objections_to_register_here(actor: Any) -> list[str]:
    """Hide the button from people who would always be refused."""
    objections = []
    if actor.agency.kind not in REGISTERING_KINDS:
        objections.append("Only a police force, a ROCU or the NCA can register an OCG.")
    return objections + objections_to_registering_roles(actor.roles)


def objections_to_registering_roles(roles: Collection[str]) -> list[str]:
    """Only investigators and OCG coordinators register, and report a threat."""
    if REGISTERING_ROLES & set(roles):
        return []
    return ["Only an investigator or an OCG coordinator can register an OCG."]


def objections_to_leads(*, sio: Any, lro: Any) -> list[str]:
    """The SIO and the LRO of an OCG are different people (rule 6)."""
    if sio is not None and lro is not None and sio.pk == lro.pk:
        return ["The SIO and the LRO must be different people."]
    return []


def objections_to_text(text: str) -> list[str]:
    """Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only (rule 28)."""
    if find_marking(text):
        return [
            "This looks like SECRET or above. Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE "
            "only. Remove it, and enter a reference that reveals nothing instead."
        ]
    return []


def objections_to_work_on(ocg: Any, parts: Collection[str]) -> list[str]:
    """Only its owner, leads and coordinators work on an OCG, until it is archived."""
    return only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR) + objections_to_archived(ocg)


def objections_to_plan_on(ocg: Any, parts: Collection[str]) -> list[str]:
    """An LRO from a partner organisation writes the plan too, but does no other work on an OCG."""
    if PARTNER_LRO in parts:
        return objections_to_archived(ocg)
    return objections_to_work_on(ocg, parts)


def objections_to_archived(ocg: Any) -> list[str]:
    """Nobody works on an OCG that is archived (rule 11) or that was not adopted."""
    if ocg.state == "archived":
        return ["This OCG is archived. Reactivate it with a new assessment first."]
    if ocg.state == "merged":
        return ["This OCG was merged into another. Work on that one."]
    if ocg.state == "not_adopted":
        return ["This OCG was not adopted. Reopen it first."]
    return []


def objections_to_not_adopted(ocg: Any) -> list[str]:
    """Leads are named, and most work starts, once an OCG is adopted (rule 7)."""
    if ocg.state in ("reported", "assessing"):
        return ["This OCG is not adopted yet. Assess it and adopt it first."]
    return []


def objections_to_lead_on(ocg: Any, parts: Collection[str]) -> list[str]:
    """Officers who work on an adopted OCG name its leads."""
    return objections_to_work_on(ocg, parts) + objections_to_not_adopted(ocg)


def objections_to_inactive(ocg: Any) -> list[str]:
    """Plans, bids, transfers and requests start on an active OCG only (rule 7)."""
    if ocg.state == "dormant":
        return ["This OCG is dormant. Resume work on it first."]
    return objections_to_not_adopted(ocg)


def objections_to_member(
    *, category: str, is_exploited: bool, born_on: Any, today: Any
) -> list[str]:
    """A victim is exploited, and a date of birth is not in the future (rule 23)."""
    objections = []
    if born_on is not None and born_on > today:
        objections.append("The date of birth is in the future.")
    if category == "victim" and not is_exploited:
        objections.append(
            "A victim is recorded as exploited. Tick that box, or choose another category."
        )
    return objections


def objections_to_identifier(kind: str, value: str) -> list[str]:
    """An identifier has the format of its kind.

    Deconfliction parses it exactly.
    """
    shape, advice = SHAPES[kind]
    return [] if re.fullmatch(shape, value.strip()) else [advice + "."]


def objections_to_name_lead(
    ocg: Any,
    parts: Collection[str],
    *,
    role: str,
    officer: Any,
    leads: Collection[Any],
    is_exempt: bool = False,
    covers: Collection[str] = (),
    agency: Any = None,
    agreed_with: str = "",
    roles: Collection[str],
) -> list[str]:
    """The owner and leads name leads. SIO and LRO are different people, unless exempt.

    `covers` are the roles of this OCG that the officer covers, now or later. `agency` is the
    officer's organisation, and `roles` are theirs there. Only the LRO can be from a partner, which
    agrees to it first.
    """
    other = OTHER.get(role)
    other_officer = next((lead.officer for lead in leads if lead.role == other), None)
    objections = objections_to_lead_on(ocg, parts)
    if not is_exempt:
        objections += objections_to_leads(sio=officer, lro=other_officer)
    if agency is not None and is_partner(agency):
        objections += _objections_to_partner(role, officer, agency, agreed_with, roles)
    else:
        objections += at("officer", objections_to_roles(role, officer, roles))
        if agreed_with.strip():
            objections += at(
                "agreed_with", "Leave this blank, because this officer is not from a partner."
            )
    if role in OTHER and covers:
        objections.append(
            f"{officer.name} covers for a lead of this OCG. End that cover first, or name someone "
            "else."
        )
    if any(lead.role == role and lead.officer_id == officer.pk for lead in leads):
        objections.append(f"{officer.name} is already the {role.upper()}.")
    return objections


def _objections_to_partner(
    role: str, officer: Any, agency: Any, agreed_with: str, roles: Collection[str]
) -> list[str]:
    if role != "lro":
        return [
            f"{officer.name} works for {agency.name}. Only the LRO can be from a partner "
            "organisation."
        ]
    if not may_lead(role, roles):
        return at("officer", objections_to_roles(role, officer, roles))
    if not agreed_with.strip():
        return at(
            "agreed_with",
            f"Enter who at {agency.name} agreed that {officer.name} leads, and when.",
        )
    return at("agreed_with", objections_to_text(agreed_with))
