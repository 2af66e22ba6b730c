"""Find conflicting planned events and raise hits between them.

This bypasses row-level security, and only commands call it. Only this module reads other units'
events. It never returns what it reads of them: a unit gets back its own sides of hits, which say
who to contact.
"""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction import event_overlap as engine
from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Event, Hit, HitSide, Kind
from broadhurst.capabilities.deconfliction.queries import contact_of, desk_of
from broadhurst.capabilities.deconfliction.queries.events import TO_COME
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.geography.sphere import Place, area, disc

TO_MEET = "to find other units' events at the same place and time"
TO_CALL_OFF = "to tell the other sides of a cancelled event, and to close their hits on it"
TO_ARCHIVE = "to find the events that keep an OCG from being archived"
TO_SAY_OVER = "to tell the other sides of its hits that an event is over"
TO_EXPIRE = "to delete events that are past their end and buffer"
NO_LONGER = "The other side’s event is no longer planned."
# An arbitrary lock number. Planning, changing or ending an event waits for any other such change.
PLANNING = 0x6576656E7473
CALLED_OFF = ("outcome", "reason", "closed_at", "closed_by", "other_cancelled_at")


@dataclass(frozen=True)
class CalledOff:
    """The hits of a cancelled event: references of own sides that closed, and sides to notify."""

    closed: list[str]
    others: list[HitSide]


@dataclass(frozen=True)
class Found:
    """The hits on an event.

    `standing` counts those open on its own side. `raised` holds both sides of each new hit.
    `others` holds the other sides of earlier hits, to notify that the event was moved.
    """

    standing: int
    raised: list[HitSide]
    others: list[HitSide]


def wait_for_others() -> None:
    """Wait for other changes to events, so that the second of two at once finds the first.

    About 350,000 events a year nationally are one in 90 seconds, and each takes a few milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANNING])


def find(event: Event, *, is_moved: bool = True) -> Found:
    """Raise a hit with each event that conflicts with this one, unless an open hit exists.

    If an event was moved to another place or time, an earlier agreement no longer holds, so a new
    hit is raised. Neither side learns whether an open hit would still be raised. Otherwise a unit
    could move its event step by step to find out where the other one is.
    """
    raised: list[HitSide] = []
    others: list[HitSide] = []
    with elevated(TO_MEET):
        if is_moved:
            earlier = list(_both_sides(event))
            raised = _raise_new(event)
            others = _mark_moved(event, earlier, {side.event_id for side in raised})
        standing = HitSide.objects.filter(event=event, closed_at=None, is_told=True).count()
    return Found(standing, raised, others)


def _raise_new(event: Event) -> list[HitSide]:
    conflicting = met_by(event)
    existing = HitSide.objects.filter(event__in=conflicting, hit__in=_unclosed(event))
    new = set(conflicting) - set(existing.values_list("event", flat=True))
    others = Event.objects.filter(pk__in=new).select_related("unit__agency")
    return [side for other in others.order_by("starts_at", "pk") for side in _raise(event, other)]


def _mark_moved(event: Event, earlier: list[HitSide], new_hits: set[int | None]) -> list[HitSide]:
    """Mark and return the other side of the last hit with each future event without a new hit."""
    last = {
        side.event_id: side
        for side in earlier
        if side.event_id not in new_hits and side.event_id != event.pk and _is_to_come(side.event)
    }
    for side in last.values():
        side.other_changed_at = clock.now()
        side.save(update_fields=["other_changed_at"])
    return list(last.values())


def met_by(event: Event) -> list[int]:
    """Return live and planned events of other units that conflict with an event, by their start.

    The database finds events with overlapping squares and windows. These include all conflicts and
    some other events, which the geometry here removes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM events_near(%s, %s, %s, %s, %s, %s)",
            [event.unit_id, event.latitude, event.longitude, event.radius_m, event.begins_at,
             event.expires_at],
        )  # fmt: skip
        rows = cursor.fetchall()
    others = [
        engine.Event(
            begins, expires, place_of(north, east, radius, polygon and json.loads(polygon))
        )
        for _, begins, expires, north, east, radius, polygon in rows
    ]
    place = place_of(event.latitude, event.longitude, event.radius_m, event.polygon)
    compared = engine.Event(event.begins_at, event.expires_at, place)
    return [rows[i][0] for i in engine.conflicts(compared, others)]


def place_of(
    latitude: float, longitude: float, radius_m: float, ring: list[list[float]] | None
) -> Place:
    """Return the area of a ring, or else the disc of a point and radius in metres."""
    return area(ring) if ring else disc(latitude, longitude, radius_m)


def _unclosed(event: Event) -> QuerySet[Hit]:
    return Hit.objects.filter(sides__event=event).exclude(sides__closed_at__isnull=False)


def _raise(event: Event, other: Event) -> list[HitSide]:
    """Create a hit and its two sides. A side has the other's duty contact and nothing else."""
    now = clock.now()
    hit = Hit.objects.create(
        ref=new_reference("HIT"), kind=Kind.EVENT, kinds=[Kind.EVENT],
        strength=Hit.Strength.EXACT, raised_at=now,
    )  # fmt: skip
    return [
        HitSide.objects.create(
            hit=hit,
            unit=own.unit,
            event=own,
            ocg_ref=own.ocg_ref,
            other_unit=against.unit,
            ring=contact_of(against.unit, now),
            desk=desk_of(own.unit),
            raised_at=now,
            due_at=rules.due_at(now, is_event=True, starts_at=own.starts_at),
        )
        for own, against in ((event, other), (other, event))
    ]


def locked_to_come(ref: str) -> Event | None:
    """Lock and return any unit's planned or live event; None if it is over or does not exist."""
    with elevated(TO_CALL_OFF):
        rows = Event.objects.select_related("unit").select_for_update(of=("self",))
        return rows.filter(ref=ref, state__in=TO_COME, expires_at__gt=clock.now()).first()


def to_come_on(ocg_ref: str) -> list[Event]:
    """Return any unit's planned and live events on an OCG, by their start."""
    with elevated(TO_ARCHIVE):
        rows = Event.objects.filter(ocg_ref=ocg_ref, state__in=TO_COME)
        rows = rows.filter(expires_at__gt=clock.now()).select_related("unit")
        return list(rows.order_by("starts_at", "pk"))


def call_off(event: Event, by: Officer, reason: str) -> CalledOff:
    """Cancel an event, and close both sides of its open hits.

    The other side has nobody left to agree with. An outcome that it has already recorded stays.
    It is still notified if its own event is to come.
    """
    now, closed, others = clock.now(), [], []
    event.state = Event.State.CANCELLED
    with elevated(TO_CALL_OFF):
        event.save(update_fields=["state"])
        for side in _both_sides(event):
            if is_open := side.closed_at is None:
                side.outcome, side.closed_at = HitSide.Outcome.ONE_CANCELS, now
            if side.event_id == event.pk:
                if is_open:
                    side.reason, side.closed_by = reason, by
                    closed.append(side.ref)
            elif is_open or _is_to_come(side.event):
                side.other_cancelled_at = now
                side.reason = NO_LONGER if is_open else side.reason
                others.append(side)
            side.save(update_fields=CALLED_OFF)
    return CalledOff(closed, others)


def say_over(event: Event) -> list[HitSide]:
    """Mark the other sides of the open hits on a finished event, and return them to be notified.

    Only sides with an event to come are included. They still need to record an outcome, but the hit
    no longer blocks their event.
    """
    with elevated(TO_SAY_OVER):
        others = [
            side for side in _both_sides(event)
            if side.event_id != event.pk and side.closed_at is None and _is_to_come(side.event)
        ]  # fmt: skip
        for side in others:
            side.other_cancelled_at = clock.now()
            side.save(update_fields=["other_cancelled_at"])
    return others


def _both_sides(event: Event) -> QuerySet[HitSide]:
    """Return the disclosed sides of each hit on an event, locked in id order against deadlocks."""
    sides = HitSide.objects.filter(hit__sides__event=event, is_told=True)
    sides = sides.select_related("hit", "unit", "event", "desk").order_by("pk")
    return sides.select_for_update(of=("self",), no_key=True)


def _is_to_come(event: Event | None) -> bool:
    return (
        event is not None
        and event.state in (Event.State.PLANNED, Event.State.LIVE)
        and event.expires_at > clock.now()
    )


def expire() -> int:
    """Delete events past their end and buffer, and return how many. Hits stay without the event.

    If an event is being extended, this waits for that, and the event keeps its hits.
    """
    wait_for_others()
    with elevated(TO_EXPIRE):
        _, deleted = Event.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(Event._meta.label, 0)
