"""Rules on who can lead OCGs, and how many. Pure."""

from collections.abc import Collection
from typing import Any

# No public source gives a number, so this is Broadhurst's own policy: active OCGs of one lead.
MOST_LED = 8
# The roles of a posting that let an officer lead. An LRO is the most suitable officer of local
# policing or of a partner, whatever their rank. An SRO may be anybody of the organisation.
SIO_ROLES = ("investigator", "supervisor")
LRO_ROLES = (*SIO_ROLES, "safeguarding", "partner")
LEADS = {"sio": SIO_ROLES, "lro": LRO_ROLES}
WHO_LEADS = {
    "sio": "an investigator or a supervisor",
    "lro": "an investigator, a supervisor, a safeguarding lead or a partner practitioner",
}


def is_above(led: int) -> bool:
    """Return whether a number of active OCGs is above the policy number for one lead."""
    return led > MOST_LED


def may_lead(role: str, roles: Collection[str]) -> bool:
    """Return whether an officer with these roles can be the SIO, LRO or SRO."""
    return role not in LEADS or bool(set(LEADS[role]) & set(roles))


def who_leads(role: str) -> str:
    """Say who can be the SIO or LRO, for the error of a list that offers only them."""
    return f"The {role.upper()} must be {WHO_LEADS[role]}"


def objections_to_roles(role: str, officer: Any, roles: Collection[str]) -> list[str]:
    """The SIO leads investigations, and the LRO is from local policing or a partner.

    `roles` are those of the officer in the organisation for which they lead.
    """
    if may_lead(role, roles):
        return []
    return [f"{who_leads(role)}. {officer.name} is not. Choose someone else."]
