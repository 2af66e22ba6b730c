"""Read planned events of other units, and write the hits between two units' events.

This looks past row-level security, and only commands call it. A unit gets back its own sides of
hits, which say who to contact. `planned_events` decides which events overlap.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Event, Hit, HitSide, Kind
from broadhurst.capabilities.deconfliction.queries.on_duty import contact_of, desk_of
from broadhurst.capabilities.deconfliction.rules.hits import due_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference

TO_MEET = "to find other units' events at the same place and time"
TO_CALL_OFF = "to tell the other sides of a cancelled event, and to close their hits on it"
TO_ARCHIVE = "to find the events that keep an OCG from being archived"
TO_SAY_OVER = "to tell the other sides of its hits that an event is over"
# An arbitrary lock number. Planning, changing or ending an event waits for any other such change.
PLANNING = 0x6576656E7473
ENDED = ("outcome", "reason", "closed_at", "closed_by", "other_cancelled_at")


@dataclass(frozen=True)
class NearEvent:
    """Window and place of another unit's event: degrees, metres, or a GeoJSON ring."""

    pk: int
    begins_at: datetime
    expires_at: datetime
    latitude: float
    longitude: float
    radius_m: int
    polygon: list[list[float]] | None


Overlapping = Callable[[Event, Sequence[NearEvent]], list[int]]


def wait_for_others() -> None:
    """Wait for other changes to events, so that the second of two at once finds the first.

    About 350,000 events a year nationally are one in 90 seconds, and each takes a few milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANNING])


def events_near(event: Event) -> list[NearEvent]:
    """Return live and planned events of other units with overlapping squares and windows.

    They are sorted by their start. They include all that overlap on the ground, and some others.
    Empty unless the wall is open.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM events_near(%s, %s, %s, %s, %s, %s)",
            [event.unit_id, event.latitude, event.longitude, event.radius_m, event.begins_at,
             event.expires_at],
        )  # fmt: skip
        return [
            NearEvent(pk, begins, expires, north, east, radius, ring and json.loads(ring))
            for pk, begins, expires, north, east, radius, ring in cursor.fetchall()
        ]


def raise_hits(event: Event, overlapping: Overlapping) -> tuple[list[HitSide], list[HitSide]]:
    """Raise a hit with each event that `overlapping` picks, unless an open hit exists.

    Returns both sides of each new hit, and the other sides of earlier hits with events to come.
    These are marked as moved.
    """
    with elevated(TO_MEET):
        earlier = _lock_both_sides(event)
        raised = _raise_new(event, overlapping(event, events_near(event)))
        new_hits = {side.event_id for side in raised}
        # The last side counts: two events can have several hits, one after the other.
        last = {
            side.event_id: side
            for side in earlier
            if side.event_id not in new_hits and side.event_id != event.pk and is_to_come(side)
        }
        for side in last.values():
            side.other_changed_at = clock.now()
            side.save(update_fields=["other_changed_at"])
    return raised, list(last.values())


def end(
    ref: str, state: Event.State, answer: Callable[[Event, HitSide], bool], why: str
) -> Event | None:
    """End any unit's planned or live event; None if it is over or does not exist.

    The sides of its hits that `answer` changes are saved, of both units.
    """
    with elevated(why):
        event = _to_come().select_for_update(of=("self",), no_key=True).filter(ref=ref).first()
        if event is None:
            return None
        sides = _lock_both_sides(event)
        event.state = state
        event.save(update_fields=["state"])
        for side in sides:
            if answer(event, side):
                side.save(update_fields=ENDED)
    return event


def is_to_come(side: HitSide) -> bool:
    """Return whether the event of a side is planned or live, and not over yet."""
    event = side.event
    return event is not None and event.state in Event.TO_COME and event.expires_at > clock.now()


def to_come_on(ocg_ref: str) -> list[Event]:
    """Return any unit's planned and live events on an OCG, by their start."""
    with elevated(TO_ARCHIVE):
        return list(_to_come().filter(ocg_ref=ocg_ref).order_by("starts_at", "pk"))


def delete_expired() -> int:
    """Delete events past their end and buffer, and return how many. Hits stay without the event.

    If an event is being extended, this waits for that, and the event keeps its hits. Called past
    the wall.
    """
    wait_for_others()
    _, deleted = Event.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(Event._meta.label, 0)


def _to_come() -> QuerySet[Event]:
    live = Event.objects.filter(state__in=Event.TO_COME, expires_at__gt=clock.now())
    return live.select_related("unit")


def _lock_both_sides(event: Event) -> list[HitSide]:
    """Return the disclosed sides of each hit on an event, locked in id order against deadlocks."""
    sides = HitSide.objects.filter(hit__sides__event=event, is_disclosed=True)
    sides = sides.select_related("hit", "unit", "event", "desk").order_by("pk")
    return list(sides.select_for_update(of=("self",), no_key=True))


def _raise_new(event: Event, overlapping: list[int]) -> list[HitSide]:
    unclosed = Hit.objects.filter(sides__event=event).exclude(sides__closed_at__isnull=False)
    existing = HitSide.objects.filter(event__in=overlapping, hit__in=unclosed)
    new = set(overlapping) - set(existing.values_list("event", flat=True))
    overlapping_events = Event.objects.filter(pk__in=new).select_related("unit__agency")
    return [
        side
        for other_event in overlapping_events.order_by("starts_at", "pk")
        for side in _raise(event, other_event)
    ]


def _raise(event: Event, other_event: Event) -> list[HitSide]:
    """Create a hit and its two sides. A side has the other's duty contact and nothing else."""
    now = clock.now()
    hit = Hit.objects.create(
        ref=new_reference("HIT"), kind=Kind.EVENT, kinds=[Kind.EVENT],
        strength=Hit.Strength.EXACT, raised_at=now,
    )  # fmt: skip
    return [
        HitSide.objects.create(
            hit=hit,
            unit=own_event.unit,
            event=own_event,
            ocg_ref=own_event.ocg_ref,
            other_unit=against.unit,
            other_contact=contact_of(against.unit, now),
            desk=desk_of(own_event.unit),
            raised_at=now,
            due_at=due_at(now, is_event=True, starts_at=own_event.starts_at),
        )
        for own_event, against in ((event, other_event), (other_event, event))
    ]
