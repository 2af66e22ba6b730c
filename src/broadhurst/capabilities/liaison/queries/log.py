"""Read the policy log, and the time since SIO and LRO last met."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.liaison.models import LogEntry, Meeting
from broadhurst.capabilities.liaison.rules.headings import HEADINGS
from broadhurst.capabilities.liaison.rules.recording import (
    SHORTEST,
    is_joint,
    meet_within,
    objections_to_sign,
    signatories,
)
from broadhurst.capabilities.register.models import ActingLead, Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.prepared import send

LAST_MET = """
SELECT max(met_on) FROM liaison_meeting WHERE ocg_id = %s AND sio_id = %s AND lro_id = %s
"""


@dataclass(frozen=True)
class Contact:
    """How long ago the present SIO and LRO last met.

    If they have not met, `days` counts from when the later of them was named.
    """

    last: Meeting | None
    days: int


def entries(ocg: Ocg) -> QuerySet[LogEntry]:
    """Return the policy log of an OCG, newest first, with its signatures."""
    rows = LogEntry.objects.filter(ocg=ocg).select_related(
        "maker", "recorder", "sio", "lro", "supersedes", "superseded_by"
    )
    return rows.prefetch_related("signatures__officer")


def as_signed(entry: LogEntry, actor: Actor) -> dict[str, Any]:
    """Return an entry with its missing signatures and whether this actor may sign."""
    signed = {signature.officer_id for signature in entry.signatures.all()}
    named = {officer.pk: officer for officer in (entry.maker, entry.sio, entry.lro) if officer}
    return {
        "entry": entry,
        "headings": [(label, getattr(entry, name)) for name, label in HEADINGS.items()]
        if entry.is_full
        else [],
        "is_joint": is_joint(entry, signed),
        "unsigned": [named[pk].name for pk in signatories(entry) - signed],
        "may_sign": not objections_to_sign(entry, actor.officer.pk, signed),
    }


def tier_of(ocg: str = "ocg", before: datetime | None = None) -> Subquery:
    """Return a subquery for the tier of an OCG: now, or as it was at an instant.

    `ocg` is the path from the rows to their OCG.
    """
    accepted = Assessment.objects.filter(
        since_reactivated(), ocg=OuterRef(ocg), moderation__outcome="accepted"
    )
    if before:
        accepted = accepted.filter(moderation__moderated_at__lt=before)
    return Subquery(accepted.order_by("-scored_at", "-pk").values("moderation__tier")[:1])


def without_meeting(officer: Officer) -> list[tuple[Any, date]]:
    """Return an officer's OCGs whose SIO and LRO are overdue a meeting.

    The officer is the SIO or LRO, or covers for one. Each result is (lead, day). The day is their
    last meeting or, if they never met, the day the later of them became a lead. The OCG's tier
    sets how often they meet. Days count as in `contact_of`, but in one query.
    """
    both, limit = (Lead.Role.SIO, Lead.Role.LRO), clock.today() - timedelta(days=SHORTEST)
    acting = ActingLead.objects.filter(officer=officer, role__in=both)
    mine = Lead.objects.filter(pk__in=acting.values("lead"))
    other = Lead.objects.filter(ocg=OuterRef("ocg"), until_at=None, role__in=both)
    other = other.exclude(role=OuterRef("role"))
    met = Meeting.objects.filter(
        Q(sio=OuterRef("officer"), lro=OuterRef("other"))
        | Q(lro=OuterRef("officer"), sio=OuterRef("other")),
        ocg=OuterRef("ocg"),
    )
    rows = mine.filter(ocg__state=Ocg.State.ACTIVE).annotate(
        other=Subquery(other.values("officer")[:1]),
        other_from=Subquery(other.values("from_at")[:1]),
        met_on=Subquery(met.order_by("-met_on").values("met_on")[:1]),
        tier=tier_of(),
    )
    is_late = Q(met_on__isnull=True) | Q(met_on__lt=limit)
    late = rows.filter(is_late, other__isnull=False).select_related("ocg")
    since: list[tuple[Any, date]] = [
        (lead, lead.met_on or _day(max(lead.from_at, lead.other_from))) for lead in late
    ]
    today = clock.today()
    return [(lead, day) for lead, day in since if (today - day).days > meet_within(lead.tier)]


def _day(instant: datetime) -> date:
    return instant.astimezone(clock.LONDON).date()


def contact_of(ocg: Ocg, leadership: Leadership) -> Contact | None:
    """Return the contact of the present SIO and LRO, or None if one is missing."""
    if leadership.sio is None or leadership.lro is None:
        return None
    pair = Meeting.objects.filter(ocg=ocg, sio=leadership.sio.officer, lro=leadership.lro.officer)
    last = pair.select_related("recorded_by").first()
    return Contact(last, _days_since(last.met_on if last else None, leadership.sio, leadership.lro))


def days_since_contact(ocg: Ocg, leadership: Leadership) -> int | None:
    """Return the days since the contact of the present SIO and LRO, as `contact_of` does."""
    sio, lro = leadership.sio, leadership.lro
    if sio is None or lro is None:
        return None
    [met_on] = send(LAST_MET, [ocg.pk, sio.officer_id, lro.officer_id]).row()
    return _days_since(met_on, sio, lro)


def _days_since(met_on: date | None, sio: Lead, lro: Lead) -> int:
    """Return the days since they met, or else since both have led."""
    began = _day(max(sio.from_at, lro.from_at))
    return (clock.today() - (met_on or began)).days
