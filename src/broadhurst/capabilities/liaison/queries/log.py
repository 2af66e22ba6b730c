"""Read the policy log, and the time since SIO and LRO last met."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from broadhurst.capabilities.liaison.models import LogEntry, Meeting
from broadhurst.capabilities.liaison.rules.headings import HEADINGS
from broadhurst.capabilities.liaison.rules.recording import (
    SHORTEST,
    is_joint,
    meet_within,
    objections_to_sign,
    signatories,
)
from broadhurst.capabilities.register.models import Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import send

# Each active OCG that an officer leads with another lead, unless the two met after the limit: their
# last meeting, since when both lead, and the tier. `tier_of` and `since_reactivated` say the same.
NOT_MET = """
SELECT o.ref, o.name, latest.met_on, greatest(l.from_at, other.from_at), (
    SELECT m.tier FROM register_assessment a JOIN register_moderation m ON m.assessment_id = a.id
    WHERE a.ocg_id = o.id AND m.outcome = 'accepted'
      AND (o.reactivated_at IS NULL OR a.scored_at >= o.reactivated_at)
    ORDER BY a.scored_at DESC, a.id DESC LIMIT 1
)
FROM register_lead l
JOIN register_ocg o ON o.id = l.ocg_id AND o.state = 'active'
JOIN register_lead other ON other.ocg_id = l.ocg_id AND other.role <> l.role
  AND other.role IN ('sio', 'lro') AND other.until_at IS NULL
CROSS JOIN LATERAL (
    SELECT max(m.met_on) AS met_on FROM liaison_meeting m
    WHERE m.ocg_id = l.ocg_id
      AND ((m.sio_id = l.officer_id AND m.lro_id = other.officer_id)
           OR (m.lro_id = l.officer_id AND m.sio_id = other.officer_id))
) latest
WHERE l.id IN (
    SELECT lead_id FROM register_acting_lead
    WHERE officer_id = %(officer)s AND role IN ('sio', 'lro')
)
  AND coalesce(latest.met_on < %(limit)s::date, true)
ORDER BY l.id
"""
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
    officers = {officer.pk: officer for officer in (entry.maker, entry.sio, entry.lro) if officer}
    return {
        "entry": entry,
        "headings": [(label, getattr(entry, name)) for name, label in HEADINGS.items()]
        if entry.is_full
        else [],
        "is_joint": is_joint(entry, signed),
        "unsigned": [officers[pk].name for pk in signatories(entry) - signed],
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


@dataclass(frozen=True)
class Late:
    """An OCG whose SIO and LRO should have met: since when, and how many days they may let pass."""

    ref: str
    name: str
    since: date
    within: int


def without_meeting(officer: Officer) -> list[Late]:
    """Return an officer's OCGs whose SIO and LRO are overdue a meeting.

    The officer is the SIO or LRO, or covers for one. Days count from their last meeting or, if they
    never met, from the day the later of them became a lead. The OCG's tier sets how often they
    meet. Days count as in `contact_of`, but in one query.
    """
    today = clock.today()
    late = []
    for ref, name, met_on, began, tier in send(*not_met(officer)).rows():
        since, within = met_on or _day(began), meet_within(tier)
        if (today - since).days > within:
            late.append(Late(ref, name, since, within))
    return late


def not_met(officer: Officer) -> Ask:
    """Return the statement that `without_meeting` sends."""
    limit = clock.today() - timedelta(days=SHORTEST)
    return NOT_MET, {"officer": officer.pk, "limit": limit}


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
