"""Who works together here: the SIO and the LRO of an OCG, and nobody else."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.rules import LRO, SIO

OTHER = {"sio": "lro", "lro": "sio"}


def role_of(actor: Any, leads: Collection[Any]) -> str | None:
    """Whether the actor is the SIO or the LRO of those in force; None if neither."""
    roles = [x.role for x in leads if x.officer_id == actor.officer.pk and x.role in OTHER]
    return roles[0] if roles else None


def objections_to_lead(ocg: Any, role: str | None) -> list[str]:
    """The SIO and the LRO of this OCG work together here, while it is active; nobody else."""
    objections = [] if role else register.only([], SIO, LRO)
    return objections + register.objections_to_archived(ocg)


def objections_to_both(leads: Collection[Any]) -> list[str]:
    """What takes two needs both named."""
    if not any(lead.role == "sio" for lead in leads):
        return ["No SIO is named for this OCG. Name one first."]
    return []
