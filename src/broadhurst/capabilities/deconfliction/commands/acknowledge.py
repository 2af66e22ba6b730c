"""Acknowledge a hit, on one's own side, within its clock."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import parts_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class AcknowledgeForm(Ask):
    """Nothing is asked."""


@command
def acknowledge(*, actor: Actor, hit: HitSide) -> HitSide:
    """Say that this unit has the hit and is ringing the other side."""
    side = lock(HitSide.objects.select_related("hit", "unit", "desk"), hit)
    refuse_if(rules.objections_to_acknowledge(parts_of(actor, side), side))

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
    return side
