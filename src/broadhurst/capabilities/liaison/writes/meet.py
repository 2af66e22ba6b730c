"""Record a meeting of SIO and LRO. Not a command: those that record one call it."""

from datetime import date

from broadhurst.capabilities.liaison.models import Meeting
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def meet(actor: Actor, ocg: Ocg, leadership: Leadership, met_on: date, note: str = "") -> Meeting:
    """Write a meeting of the present SIO and LRO. The OCG is locked, and both are named."""
    sio, lro = (
        next(x.officer for x in leadership.leads if x.role == role) for role in ("sio", "lro")
    )
    return Meeting.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        met_on=met_on,
        note=note,
        sio=sio,
        lro=lro,
        recorded_at=clock.now(),
        recorded_by=actor.officer,
    )
