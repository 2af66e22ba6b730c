"""Say which forms about an OCG somebody may open, for `for_record`."""

from collections.abc import Callable, Collection
from operator import attrgetter
from typing import Any

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.registering import objections_to_work_on
from broadhurst.foundation.access.actor import Actor

Rule = Callable[[Ocg, Collection[str], Any], list[str]]


def on_ocg(rule: Rule, at: str = "ocg") -> Callable[..., list[str]]:
    """Return a rule about an actor and a record of an OCG, or the OCG itself.

    `rule` takes the OCG, the actor's roles on it and the record. `at` is the way from the record to
    its OCG, like “plan.ocg”.
    """
    ocg_of = attrgetter(at)

    def objections(actor: Actor, **subject: Any) -> list[str]:
        record = next(iter(subject.values()))
        ocg: Ocg = record if isinstance(record, Ocg) else ocg_of(record)
        return rule(ocg, current_leadership(ocg).parts_of(actor), record)

    return objections


def to_work_on(at: str = "ocg") -> Callable[..., list[str]]:
    """Return the rule of a form for those who work on an OCG."""
    return on_ocg(lambda ocg, parts, _record: objections_to_work_on(ocg, parts), at)
