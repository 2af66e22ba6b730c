"""Say which forms of a step in an OCG's life somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.life import objections_to_reopen, objections_to_step
from broadhurst.foundation.access.actor import Actor


def to_step(step: str) -> Callable[..., list[str]]:
    """Return the rule of a form that takes a step. Open work is left out: its page lists it."""
    return on_ocg(lambda ocg, parts, _record: objections_to_step(ocg, parts, step))


def to_reopen(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of the form that reopens an OCG, unless it was entered in error."""
    parts, last = current_leadership(ocg).parts_of(actor), ocg.stages.get(until_at=None)
    return objections_to_step(ocg, parts, "reopen") + objections_to_reopen(last.reason)
