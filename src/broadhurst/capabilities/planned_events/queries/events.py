"""Planned events of the reader's own unit, until they expire.

Row-level security hides those of other units.
"""

from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.register.models import Ocg

OPEN = Q(sides__closed_at=None, sides__is_disclosed=True)
TOLD = Q(sides__is_disclosed=True)
MEETS = Q(sides__other_cancelled_at=None, state__in=Event.TO_COME)


def events() -> QuerySet[Event]:
    """Return events by start, each with counts of its own unit's hits.

    `hit_count` counts all, `open_hit_count` those without an outcome, `conflict_count` the open
    ones while neither event is over. `over_since` is when the last of the other events ended. A
    desk sees other units' sides but not their events, so each event counts only its own.
    """
    return (
        Event.objects.select_related("planned_by", "override_by", "unit__agency")
        .annotate(
            hit_count=Count("sides", filter=TOLD),
            open_hit_count=Count("sides", filter=OPEN & TOLD),
            conflict_count=Count("sides", filter=OPEN & TOLD & MEETS),
            over_since=Max("sides__other_cancelled_at", filter=TOLD),
        )
        .order_by("starts_at", "pk")
    )


def events_between(since: datetime, until: datetime) -> QuerySet[Event]:
    """Return events that overlap [since, until), without cancelled ones."""
    ahead = events().exclude(state=Event.State.CANCELLED)
    return ahead.filter(starts_at__lt=until, ends_at__gt=since)


def events_in_conflict() -> QuerySet[Event]:
    """Return planned and live events that have an open hit, at any time."""
    still = HitSide.objects.filter(closed_at=None, is_disclosed=True, unit=F("event__unit"))
    ahead = events().filter(state__in=Event.TO_COME)
    return ahead.filter(pk__in=still.values("event"))


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """Return the events of the reader's own unit on an OCG."""
    return events().filter(ocg_ref=ocg.ref)


def hits_on(event: Event) -> QuerySet[HitSide]:
    """Return the hits on an event, as sides of the unit that planned it, newest first."""
    disclosed = HitSide.objects.filter(event=event, unit=event.unit_id, is_disclosed=True)
    return disclosed.select_related("hit", "other_unit__agency").order_by("-raised_at", "-pk")


def open_hits_of(event: Event) -> QuerySet[HitSide]:
    """Return the hits without an outcome on this side whose other event is not over."""
    return hits_on(event).filter(closed_at=None, other_cancelled_at=None)
