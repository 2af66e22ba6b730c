"""Acknowledge a hit on the unit's own side, and others with the same unit."""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.forms.answer import AnswerForm, held
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import parts_of
from broadhurst.capabilities.deconfliction.rules.hits import (
    objections_to_acknowledge,
    objections_to_each,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AcknowledgeForm(AnswerForm):
    """Form that only asks which other hits to acknowledge."""


@for_record(lambda actor, hit: objections_to_acknowledge(parts_of(actor, hit), hit))
@command
def acknowledge(*, actor: Actor, hit: HitSide, also: Sequence[HitSide] = ()) -> HitSide:
    """Record that this unit has seen the hit and will call the other unit.

    `also` names the unit's other hits to acknowledge with it.
    """
    side, answered = held(hit, also)
    refuse_if(
        objections_to_each(
            side,
            answered,
            lambda own_side: objections_to_acknowledge(parts_of(actor, own_side), own_side),
        )
    )

    for own_side in answered:
        _acknowledge(actor, own_side)
    side.also = [own_side.ref for own_side in answered if own_side != side]
    return side


def _acknowledge(actor: Actor, side: HitSide) -> None:
    side.acknowledged_at, side.acknowledged_by = clock.now(), actor.officer
    side.save(update_fields=["acknowledged_at", "acknowledged_by"])

    ocg = Ocg.objects.select_related("dossier").filter(ref=side.ocg_ref).first()
    record(
        actor,
        "hit.acknowledged",
        side.ref,
        dossier=ocg.dossier if ocg else None,
        tell=[side.unit, *([side.desk] if side.desk and side.level else [])],
        in_time="yes" if side.acknowledged_at <= side.due_at else "no",
    )
