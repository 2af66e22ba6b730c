"""Hits that can be answered together: those between the same two units."""

from django.db.models import Case, Q, Value, When

from broadhurst.capabilities.deconfliction.models import HitSide, Kind
from broadhurst.capabilities.deconfliction.queries.hits import sides

AT_ONCE = 100  # each has its own audit event, and the officer reads each one
TO_ACKNOWLEDGE = Q(acknowledged_at=None, closed_at=None)
TO_RING = Q(acknowledged_at__isnull=False, contacted_at=None, closed_at=None)
TO_SETTLE = Q(acknowledged_at__isnull=False, contacted_at__isnull=False, closed_at=None)


def alongside(side: HitSide) -> list[HitSide]:
    """Return the unit's other open hits with the same other unit at the same step.

    Hits on the same entry come first, then those raised at the same time, then the newest. Hits
    on events and on targets are answered separately.
    """
    if side.closed_at:
        return []
    waiting = TO_ACKNOWLEDGE
    if side.acknowledged_at:
        waiting = TO_SETTLE if side.contacted_at else TO_RING
    is_event = Q(hit__kind=Kind.EVENT)
    closeness = Case(
        When(entry__isnull=False, entry=side.entry_id, then=Value(0)),
        When(raised_at=side.raised_at, then=Value(1)),
        default=Value(2),
    )
    return list(
        sides()
        .filter(waiting, unit=side.unit_id, other_unit=side.other_unit_id)
        .filter(is_event if side.hit.kind == Kind.EVENT else ~is_event)
        .exclude(pk=side.pk)
        .order_by(closeness, "-raised_at", "-pk")[:AT_ONCE]
    )
