"""Planned events of the reader's own unit, until they expire.

Row-level security hides those of other units.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.register.models import Ocg

OPEN = Q(sides__closed_at=None, sides__is_told=True)
TOLD = Q(sides__is_told=True)
TO_COME = (Event.State.PLANNED, Event.State.LIVE)
MEETS = Q(sides__other_cancelled_at=None, state__in=TO_COME)


@dataclass(frozen=True)
class KnownEvent:
    """Place and time of another unit's event, from a page of another app."""

    cover_name: str
    ref: str
    href: str
    place: str
    starts_at: datetime
    ends_at: datetime


# Apps above this one add a function that returns the events which their pages show the reader.
KNOWN: list[Callable[[], list[KnownEvent]]] = []


def known_events() -> list[KnownEvent]:
    """Return other units' events that the reader knows of from another app."""
    return [event for room in KNOWN for event in room()]


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
    still = HitSide.objects.filter(closed_at=None, is_told=True, unit=F("event__unit"))
    ahead = events().filter(state__in=TO_COME)
    return ahead.filter(pk__in=still.values("event"))


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """Return the events of the reader's own unit on an OCG."""
    return events().filter(ocg_ref=ocg.ref)


def event_of(check: Check) -> Event | None:
    """Return the event of the own unit that a check was for, until it is deleted."""
    of_event = check.occasion == Check.Occasion.EVENT
    return Event.objects.filter(ref=check.matter).first() if of_event else None


def hits_on(event: Event) -> QuerySet[HitSide]:
    """Return the own unit's sides of the hits on an event, newest first."""
    disclosed = HitSide.objects.filter(event=event, unit=event.unit_id, is_told=True)
    return disclosed.select_related("hit", "other_unit__agency").order_by("-raised_at", "-pk")


def open_hits_of(event: Event) -> QuerySet[HitSide]:
    """Return the hits without an outcome on this side whose other event is not over."""
    return hits_on(event).filter(closed_at=None, other_cancelled_at=None)
