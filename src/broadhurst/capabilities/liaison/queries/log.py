"""Reads of the policy log, and of the contact rhythm."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import LogEntry, Meeting
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import Standing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class Contact:
    """How long since the present SIO and LRO of an OCG last met, or led without meeting."""

    last: Meeting | None
    days: int


def entries(ocg: Ocg) -> QuerySet[LogEntry]:
    """The policy log, newest first, with its signatures."""
    rows = LogEntry.objects.filter(ocg=ocg).select_related("maker", "recorder", "sio", "lro")
    return rows.prefetch_related("signatures__officer")


def as_signed(entry: LogEntry, actor: Actor) -> dict[str, Any]:
    """An entry with who signed, who has yet to, whether it is joint, and whether this actor may."""
    signed = {signature.officer_id for signature in entry.signatures.all()}
    named = {officer.pk: officer for officer in (entry.maker, entry.sio, entry.lro) if officer}
    return {
        "entry": entry,
        "is_joint": rules.is_joint(entry, signed),
        "unsigned": [named[pk].name for pk in rules.signatories(entry) - signed],
        "may_sign": not rules.objections_to_sign(entry, actor.officer.pk, signed),
    }


def contact_of(ocg: Ocg, now: Standing) -> Contact | None:
    """The contact rhythm of the present pair; None where either is not named."""
    if now.sio is None or now.lro is None:
        return None
    pair = Meeting.objects.filter(ocg=ocg, sio=now.sio.officer, lro=now.lro.officer)
    last = pair.select_related("recorded_by").first()
    began = max(now.sio.from_at, now.lro.from_at).astimezone(clock.LONDON).date()
    return Contact(last, (clock.today() - (last.met_on if last else began)).days)
