"""Say which forms about cover somebody may open, for `for_record`."""

from broadhurst.capabilities.cover import rules
from broadhurst.capabilities.register.models import Cover, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def to_name_deputy(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of the form that names a deputy of one of the leads."""
    return rules.objections_to_arrange(ocg, actor, current_leadership(ocg).leads)


def to_end(actor: Actor, cover: Cover) -> list[str]:
    """The rule of the form that ends cover."""
    return rules.objections_to_end(cover, actor, today=clock.today(), because="")


def to_change(actor: Actor, cover: Cover) -> list[str]:
    """The rule of a form that corrects or withdraws cover."""
    return rules.objections_to_change(cover, actor, today=clock.today())
