"""Shared helpers for checks of typed-in targets, and for an officer who fishes."""

from typing import Any

from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.models import Check, Flag
from broadhurst.capabilities.deconfliction.rules.rate_limits import NO_MATTER_AT_LEAST
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated


def asked(actor: Actor, **changes: Any) -> Check:
    """Check one target, as a page, the API or the terminal does."""
    given: dict[str, Any] = {
        "ocg": None, "matter": "", "is_silent": False, "because": "", "phone": ["07700 900123"],
    }  # fmt: skip
    return check_target(actor=actor, **(given | changes))


def fish(actor: Actor, times: int = NO_MATTER_AT_LEAST) -> None:
    """Check one phone number after another, without a matter."""
    for number in range(times):
        asked(actor, phone=[f"07700 9{number:05}"])


def flags_on(actor: Actor) -> list[Flag]:
    """Return all flags on an officer, whoever may read them."""
    with elevated("to prove in a test who is flagged"):
        return list(Flag.objects.filter(officer=actor.officer).select_related("desk", "unit"))
