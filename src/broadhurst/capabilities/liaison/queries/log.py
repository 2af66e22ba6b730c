"""Read the policy log, and the time since SIO and LRO last met."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.liaison.models import LogEntry, Meeting
from broadhurst.capabilities.liaison.rules.recording import (
    is_joint,
    objections_to_sign,
    signatories,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class Contact:
    """How long ago the present SIO and LRO last met.

    If they have not met, `days` counts from when the later of them was named.
    """

    last: Meeting | None
    days: int


def entries(ocg: Ocg) -> QuerySet[LogEntry]:
    """Return the policy log of an OCG, newest first, with its signatures."""
    rows = LogEntry.objects.filter(ocg=ocg).select_related("maker", "recorder", "sio", "lro")
    return rows.prefetch_related("signatures__officer")


def as_signed(entry: LogEntry, actor: Actor) -> dict[str, Any]:
    """Return an entry with its missing signatures and whether this actor may sign."""
    signed = {signature.officer_id for signature in entry.signatures.all()}
    named = {officer.pk: officer for officer in (entry.maker, entry.sio, entry.lro) if officer}
    return {
        "entry": entry,
        "is_joint": is_joint(entry, signed),
        "unsigned": [named[pk].name for pk in signatories(entry) - signed],
        "may_sign": not objections_to_sign(entry, actor.officer.pk, signed),
    }


def contact_of(ocg: Ocg, leadership: Leadership) -> Contact | None:
    """Return the contact of the present SIO and LRO, or None if one is missing."""
    if leadership.sio is None or leadership.lro is None:
        return None
    pair = Meeting.objects.filter(ocg=ocg, sio=leadership.sio.officer, lro=leadership.lro.officer)
    last = pair.select_related("recorded_by").first()
    began = max(leadership.sio.from_at, leadership.lro.from_at).astimezone(clock.LONDON).date()
    return Contact(last, (clock.today() - (last.met_on if last else began)).days)
