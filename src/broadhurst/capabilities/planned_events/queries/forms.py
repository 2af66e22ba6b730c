"""Say which forms about an event somebody may open, for `for_record`."""

from collections.abc import Callable, Collection

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.access.actor import Actor


def by_roles(
    rule: Callable[[Collection[str], Event], list[str]],
) -> Callable[[Actor, Event], list[str]]:
    """Return a rule about an actor and an event from one about the actor's roles."""

    def objections(actor: Actor, event: Event) -> list[str]:
        return rule(actor.roles, event)

    return objections
