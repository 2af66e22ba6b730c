"""Exemptions on the page of an OCG's leads."""

from typing import Any

from broadhurst.capabilities.leads.queries.exemptions import exemptions_of
from broadhurst.capabilities.leads.rules import may_exempt
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the exemptions of an OCG, and whether the actor can approve one."""
    owner = current_leadership(ocg).owner
    is_active = ocg.state == Ocg.State.ACTIVE
    return {
        "exemptions": exemptions_of(ocg),
        "may_exempt": is_active and may_exempt(actor, owner),
    }
