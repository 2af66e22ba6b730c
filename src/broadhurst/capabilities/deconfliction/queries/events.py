"""Planned events of the reader's own unit, until each expires; the wall shows no others."""

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
    """The place and time of another unit's event, as a page of a room above tells the reader."""

    cover_name: str
    ref: str
    href: str
    place: str
    starts_at: datetime
    ends_at: datetime


# Each room above finds the events of other units that its own pages show to the reader.
KNOWN: list[Callable[[], list[KnownEvent]]] = []


def known_events() -> list[KnownEvent]:
    """Other units' events that the reader knows of from another room."""
    return [event for room in KNOWN for event in room()]


def events() -> QuerySet[Event]:
    """Events by their start, each with how many hits its own unit has on it, how many are open, and
    of these how many while neither event is over; and since when the last of the others' is.

    A desk sees the sides of others too, but no event of theirs: each counts for itself alone.
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
    """Those of which some part lies in [since, until), but for what was cancelled."""
    ahead = events().exclude(state=Event.State.CANCELLED)
    return ahead.filter(starts_at__lt=until, ends_at__gt=since)


def events_in_conflict() -> QuerySet[Event]:
    """Those to come that have an open hit, whenever they are."""
    still = HitSide.objects.filter(closed_at=None, is_told=True, unit=F("event__unit"))
    ahead = events().filter(state__in=TO_COME)
    return ahead.filter(pk__in=still.values("event"))


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """The reader's own unit's events of an OCG."""
    return events().filter(ocg_ref=ocg.ref)


def event_of(check: Check) -> Event | None:
    """The event that a check was of, until it is over and deleted; only its own unit's."""
    of_event = check.occasion == Check.Occasion.EVENT
    return Event.objects.filter(ref=check.matter).first() if of_event else None


def hits_on(event: Event) -> QuerySet[HitSide]:
    """The sides of its own unit of the hits on an event, newest first."""
    told = HitSide.objects.filter(event=event, unit=event.unit_id, is_told=True)
    return told.select_related("hit", "other_unit__agency").order_by("-raised_at", "-pk")


def open_hits_of(event: Event) -> QuerySet[HitSide]:
    """Those that still have no outcome on this side, with an event that is not over."""
    return hits_on(event).filter(closed_at=None, other_cancelled_at=None)
