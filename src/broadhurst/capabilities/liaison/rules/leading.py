"""Rules for who may work in liaison: only the SIO and the LRO of an OCG."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    LRO,
    SIO,
    is_led_by,
    objections_to_archived,
    only,
)

OTHER = {"sio": "lro", "lro": "sio"}


def role_of(actor: Any, leads: Collection[Any]) -> str | None:
    """Return "sio" or "lro" if the actor has that role among `leads`, or covers it, or None."""
    roles = [x.role for x in leads if x.role in OTHER and is_led_by(x, actor.officer)]
    return roles[0] if roles else None


def objections_to_lead(ocg: Any, role: str | None) -> list[str]:
    """Refuse anyone but the SIO and the LRO, and an OCG that is archived."""
    objections = [] if role else only([], SIO, LRO)
    return objections + objections_to_archived(ocg)


def objections_to_both(leads: Collection[Any]) -> list[str]:
    """Refuse a command that needs both leads if no SIO is named."""
    if not any(lead.role == "sio" for lead in leads):
        return ["No SIO is named for this OCG. Name one first."]
    return []
