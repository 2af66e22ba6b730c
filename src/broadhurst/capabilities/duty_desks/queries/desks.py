"""Duty desks: whom they serve, their rotas, and what they have to chase."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import F, QuerySet

from broadhurst.capabilities.deconfliction.models import Duty, Hit, HitSide, Reasons
from broadhurst.capabilities.deconfliction.queries.hits import hours_to_contact, shared_of, sides
from broadhurst.capabilities.deconfliction.queries.on_duty import served_by
from broadhurst.capabilities.deconfliction.targets import Named
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit


def worklist(desk: Unit) -> QuerySet[HitSide]:
    """Open sides of the units that a desk serves: unacknowledged by their clock, then the rest."""
    return (
        sides()
        .filter(desk=desk, closed_at=None)
        .order_by(F("acknowledged_at").asc(nulls_first=True), "due_at", "pk")
    )


def hit_of_desk(actor: Actor) -> QuerySet[Hit]:
    """The hits that an actor's unit sees as a desk, whether or not their sides were told."""
    own = HitSide.objects.filter(desk=actor.unit)
    return Hit.objects.filter(pk__in=own.values("hit"))


def sides_seen_by_desk(hit: Hit) -> list[tuple[HitSide, list[Named]]]:
    """The sides of a hit that the reader sees: those of the units a desk serves.

    Only of the desk's own entry, as a silent one of its own is, the wall shows which it is; with it
    goes what of it the other has too.
    """
    rows = HitSide.objects.filter(hit=hit)
    rows = rows.select_related("hit", "unit__agency", "desk", "entry")
    return [(side, shared_of(side)) for side in rows.order_by("pk")]


def reasons_of(hit: Hit) -> Reasons | None:
    """Why the two match, if they were weighed: desks alone read it."""
    return Reasons.objects.filter(hit=hit).first()


@dataclass(frozen=True)
class Tally:
    """How many open sides stand where on a desk's worklist."""

    unacknowledged: int
    not_in_contact: int
    no_outcome: int


def tally(rows: list[HitSide]) -> Tally:
    """The counts of a worklist; each open side is counted where it stands now."""
    waiting = [side for side in rows if side.acknowledged_at is None]
    answered = [side for side in rows if side.acknowledged_at is not None]
    spoke = [side for side in answered if side.contacted_at is not None]
    return Tally(len(waiting), len(answered) - len(spoke), len(spoke))


def median_hours(rows: list[HitSide]) -> float | None:
    """Median hours from when sides were told to when the two spoke, of those that did."""
    hours = [hour for hour in map(hours_to_contact, rows) if hour is not None]
    return round(median(hours), 1) if hours else None


@dataclass(frozen=True)
class Rota:
    """A unit's duties in the days to come, and the spans in which nobody is on duty."""

    unit: Unit
    duties: list[Duty]
    gaps: list[tuple[datetime, datetime]]


def rotas(unit: Unit) -> list[Rota]:
    """The rotas that a coordinator or desk keeps, as far as a desk looks ahead; its own first."""
    since = clock.now()
    until = since + desk_rules.ROTA_AHEAD
    units = {one.pk: one for one in served_by(unit)}
    kept: dict[int, list[Duty]] = {}
    coming = Duty.objects.filter(unit__in=units, until_at__gt=since, from_at__lt=until)
    for duty in coming.select_related("superior"):
        kept.setdefault(duty.unit_id, []).append(duty)
    ordered = sorted(units.values(), key=lambda one: (one.kind != Unit.Kind.DESK, one.name))
    return [_rota(one, kept.get(one.pk, []), since, until) for one in ordered]


def _rota(unit: Unit, duties: list[Duty], since: datetime, until: datetime) -> Rota:
    return Rota(
        unit,
        duties,
        desk_rules.gaps([(duty.from_at, duty.until_at) for duty in duties], since, until),
    )
