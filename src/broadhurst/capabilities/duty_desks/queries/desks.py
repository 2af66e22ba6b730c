"""The open hits that a duty desk chases, and the rotas that it keeps."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, F, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Duty, Hit, HitSide, Reasons
from broadhurst.capabilities.deconfliction.queries.hits import hours_to_contact, shared_of, sides
from broadhurst.capabilities.deconfliction.queries.on_duty import served_by
from broadhurst.capabilities.deconfliction.targets.naming import Named
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit

NOT_ACKNOWLEDGED = Q(acknowledged_at=None)
NOT_IN_CONTACT = Q(acknowledged_at__isnull=False, contacted_at=None)
IN_CONTACT = Q(acknowledged_at__isnull=False, contacted_at__isnull=False)


def overdue(instant: datetime) -> Q:
    """Return the filter for sides that were to be acknowledged by an instant."""
    return NOT_ACKNOWLEDGED & Q(due_at__lte=instant)


def worklist(desk: Unit) -> QuerySet[HitSide]:
    """Return the open sides that a desk serves: unacknowledged first, soonest due first."""
    return (
        sides()
        .filter(desk=desk, closed_at=None)
        .order_by(F("acknowledged_at").asc(nulls_first=True), "due_at", "pk")
    )


def hit_of_desk(actor: Actor) -> QuerySet[Hit]:
    """Return the hits that an actor's unit sees as a desk, also those not yet disclosed."""
    own_sides = HitSide.objects.filter(desk=actor.unit)
    return Hit.objects.filter(pk__in=own_sides.values("hit"))


def sides_seen_by_desk(hit: Hit) -> list[tuple[HitSide, list[Named]]]:
    """Return the sides of a hit that a desk serves, each with its shared identifiers.

    Row-level security shows an entry only to its own unit. A side therefore has an entry and shared
    identifiers only if the entry is the desk's own, as a silent one is.
    """
    rows = HitSide.objects.filter(hit=hit)
    rows = rows.select_related("hit", "unit__agency", "desk", "entry")
    return [(side, shared_of(side)) for side in rows.order_by("pk")]


def reasons_of(hit: Hit) -> Reasons | None:
    """Return the waterfall of a hit, or None if it has no weights. Only desks may read it."""
    return Reasons.objects.filter(hit=hit).first()


@dataclass(frozen=True)
class Tally:
    """The number of open sides on a desk's worklist, by their next step."""

    unacknowledged: int
    late: int
    not_in_contact: int
    no_outcome: int


def tally(desk: Unit, instant: datetime) -> Tally:
    """Count the open sides of a desk's worklist by their next step, and the late ones."""
    counted = worklist(desk).aggregate(
        unacknowledged=Count("pk", filter=NOT_ACKNOWLEDGED),
        late=Count("pk", filter=overdue(instant)),
        not_in_contact=Count("pk", filter=NOT_IN_CONTACT),
        no_outcome=Count("pk", filter=IN_CONTACT),
    )
    return Tally(**counted)


def median_hours(rows: list[HitSide]) -> float | None:
    """Return the median hours from a hit's disclosure to contact; None if nobody has spoken."""
    hours = [taken for taken in map(hours_to_contact, rows) if taken is not None]
    return round(median(hours), 1) if hours else None


@dataclass(frozen=True)
class Rota:
    """A unit's duties in the next days, and the spans when nobody is on duty."""

    unit: Unit
    duties: list[Duty]
    gaps: list[tuple[datetime, datetime]]


def rotas(unit: Unit) -> list[Rota]:
    """Return the rotas that a coordinator or desk keeps for the next days, the desk's own first."""
    since = clock.now()
    until = since + desk_rules.ROTA_AHEAD
    units = {served.pk: served for served in served_by(unit)}
    duties: dict[int, list[Duty]] = {}
    upcoming = Duty.objects.filter(unit__in=units, until_at__gt=since, from_at__lt=until)
    for duty in upcoming.select_related("superior"):
        duties.setdefault(duty.unit_id, []).append(duty)
    ordered = sorted(
        units.values(), key=lambda served: (served.kind != Unit.Kind.DESK, served.name)
    )
    return [_rota(served, duties.get(served.pk, []), since, until) for served in ordered]


def _rota(unit: Unit, duties: list[Duty], since: datetime, until: datetime) -> Rota:
    return Rota(
        unit,
        duties,
        desk_rules.gaps([(duty.from_at, duty.until_at) for duty in duties], since, until),
    )
