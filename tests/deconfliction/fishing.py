"""What the tests of asking share: a target typed in, and an officer who fishes."""

from typing import Any

from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.models import Check, Flag
from broadhurst.capabilities.deconfliction.rules.asking import NO_MATTER_AT_LEAST
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated


def asked(actor: Actor, **changes: Any) -> Check:
    """A check of one target, as any of the doors asks it."""
    given: dict[str, Any] = {
        "ocg": None, "matter": "", "is_silent": False, "because": "", "phone": ["07700 900123"],
    }  # fmt: skip
    return check_target(actor=actor, **(given | changes))


def fish(actor: Actor, times: int = NO_MATTER_AT_LEAST) -> None:
    """One telephone after the other, for no matter."""
    for number in range(times):
        asked(actor, phone=[f"07700 9{number:05}"])


def flags_on(actor: Actor) -> list[Flag]:
    """All flags on an officer, whoever may read them."""
    with elevated("to prove in a test who is flagged"):
        return list(Flag.objects.filter(officer=actor.officer).select_related("desk", "unit"))
