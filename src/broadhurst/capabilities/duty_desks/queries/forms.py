"""The rules that refuse the forms of a desk before anything is filled in."""

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.duty_desks.rules import objections_to_review_now
from broadhurst.foundation.access.actor import Actor


def to_review_hit(actor: Actor, hit: Hit) -> list[str]:
    """The rule of the form that reviews a hit."""
    is_its_desk = HitSide.objects.filter(hit=hit, desk=actor.unit).exists()
    return objections_to_review_now(actor.roles, hit, is_its_desk=is_its_desk)
