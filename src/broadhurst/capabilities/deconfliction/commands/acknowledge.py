"""Acknowledge a hit, on one's own side, within its clock; and others of the same two units."""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.commands.answer_form import AnswerForm, held
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import parts_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


class AcknowledgeForm(AnswerForm):
    """Nothing else is asked."""


@command
def acknowledge(*, actor: Actor, hit: HitSide, also: Sequence[HitSide] = ()) -> HitSide:
    """Say that this unit has the hit, and others with the same unit, and is ringing that."""
    side, every = held(hit, also)
    refuse_if(
        rules.objections_to_each(
            side,
            every,
            lambda one: rules.objections_to_acknowledge(parts_of(actor, one), one),
        )
    )

    for one in every:
        _acknowledge(actor, one)
    side.also = [one.ref for one in every if one != side]
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
