"""Say which forms about the public pages somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, WelshVersion], list[str]]:
    """Return the rule of a form about a Welsh version."""

    def objections(actor: Actor, version: WelshVersion) -> list[str]:
        return rules.objections_to_verb(verb, actor, version)

    return objections


def to_remove_look(actor: Actor) -> list[str]:
    """The rule of the form that removes the look of the actor's organisation."""
    return rules.objections_to_remove(is_set=look_of(actor.agency) is not None)
