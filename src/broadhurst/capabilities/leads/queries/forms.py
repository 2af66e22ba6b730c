"""Say which forms about training and exemptions somebody may open, for `for_record`."""

from broadhurst.capabilities.leads import rules
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.training import trainer_of
from broadhurst.capabilities.register.models import Exemption, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer


def to_record(actor: Actor, officer: Officer) -> list[str]:
    """The rule of the form that records the training of an officer."""
    return rules.objections_to_record_here(actor, trainer_of(officer, actor))


def to_change(actor: Actor, training: Training) -> list[str]:
    """The rule of a form that corrects or withdraws training."""
    return rules.objections_to_change_training(actor, training, because="")


def to_approve(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of the form that approves an exemption."""
    return rules.objections_to_exempt(ocg, actor, current_leadership(ocg).owner)


def to_end(actor: Actor, exemption: Exemption) -> list[str]:
    """The rule of the form that ends an exemption."""
    return rules.objections_to_end_now(exemption, actor, current_leadership(exemption.ocg).owner)
