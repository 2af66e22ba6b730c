"""Planned events that meet: looks past the wall, and only for commands to call.

It alone reads events of other units, and raises hits between two. What it sees of others never
leaves it: a unit gets back its own sides, which say whom to ring.
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
# Any number: whoever plans, changes or ends an event waits for whoever does so at that moment.
PLANNING = 0x6576656E7473
CALLED_OFF = ("outcome", "reason", "closed_at", "closed_by", "other_cancelled_at")


@dataclass(frozen=True)
class CalledOff:
    """What closed with a cancelled event: references of its own sides; and who is to be told."""

    closed: list[str]
    others: list[HitSide]


@dataclass(frozen=True)
class Found:
    """How many hits on an event are open on its own side, both sides of each that was raised now,
    and the other sides of earlier ones, which hear that the event was moved."""

    standing: int
    raised: list[HitSide]
    others: list[HitSide]


def wait_for_others() -> None:
    """One event is planned or changed at a time, so that of two at once the second finds the first.

    A national year of some 350,000 events is one in 90 seconds, and each takes a few milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANNING])


def find(event: Event, *, is_moved: bool = True) -> Found:
    """Raise a hit with each event that this one meets, unless one stands that nobody has closed.

    What was agreed before an event was moved, to another place or time, was agreed of another
    event: it is asked again. Whether an open hit would still be one is told to neither side, or
    whoever moves their event would be told by each step where the other is.
    """
    raised: list[HitSide] = []
    others: list[HitSide] = []
    with elevated(TO_MEET):
        if is_moved:
            earlier = list(_both_sides(event))
            raised = _raised(event)
            others = _say_moved(event, earlier, {side.event_id for side in raised})
        standing = HitSide.objects.filter(event=event, closed_at=None, is_told=True).count()
    return Found(standing, raised, others)


def _raised(event: Event) -> list[HitSide]:
    met = met_by(event)
    stands = HitSide.objects.filter(event__in=met, hit__in=_unclosed(event))
    new = set(met) - set(stands.values_list("event", flat=True))
    others = Event.objects.filter(pk__in=new).select_related("unit__agency")
    return [side for other in others.order_by("starts_at", "pk") for side in _raise(event, other)]


def _say_moved(event: Event, earlier: list[HitSide], anew: set[int | None]) -> list[HitSide]:
    """The other side of the last hit with each event that is to come, but for those hit anew."""
    last = {
        side.event_id: side
        for side in earlier
        if side.event_id not in anew and side.event_id != event.pk and _is_to_come(side.event)
    }
    for side in last.values():
        side.other_changed_at = clock.now()
        side.save(update_fields=["other_changed_at"])
    return list(last.values())


def met_by(event: Event) -> list[int]:
    """Live and planned events of other units that an event meets, those that begin first on top.

    The database finds those whose squares and windows overlap: all that meet it, and some that do
    not.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM events_near(%s, %s, %s, %s, %s, %s)",
            [event.unit_id, event.latitude, event.longitude, event.radius_m, event.begins_at,
             event.expires_at],
        )  # fmt: skip
        near = cursor.fetchall()
    others = [
        engine.Event(
            begins, expires, place_of(north, east, radius, polygon and json.loads(polygon))
        )
        for _, begins, expires, north, east, radius, polygon in near
    ]
    place = place_of(event.latitude, event.longitude, event.radius_m, event.polygon)
    one = engine.Event(event.begins_at, event.expires_at, place)
    return [near[i][0] for i in engine.conflicts(one, others)]


def place_of(
    latitude: float, longitude: float, radius_m: float, ring: list[list[float]] | None
) -> Place:
    """The area, or else the point with its radius."""
    return area(ring) if ring else disc(latitude, longitude, radius_m)


def _unclosed(event: Event) -> QuerySet[Hit]:
    return Hit.objects.filter(sides__event=event).exclude(sides__closed_at__isnull=False)


def _raise(one: Event, other: Event) -> list[HitSide]:
    """A hit with its two sides, each with the other's duty contact and nothing else of it."""
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
        for own, against in ((one, other), (other, one))
    ]


def locked_to_come(ref: str) -> Event | None:
    """A planned or live event of whatever unit, locked; None if it is over or there is none."""
    with elevated(TO_CALL_OFF):
        rows = Event.objects.select_related("unit").select_for_update(of=("self",))
        return rows.filter(ref=ref, state__in=TO_COME, expires_at__gt=clock.now()).first()


def to_come_on(ocg_ref: str) -> list[Event]:
    """The planned and live events on an OCG, of whatever unit, by their start."""
    with elevated(TO_ARCHIVE):
        rows = Event.objects.filter(ocg_ref=ocg_ref, state__in=TO_COME)
        rows = rows.filter(expires_at__gt=clock.now()).select_related("unit")
        return list(rows.order_by("starts_at", "pk"))


def call_off(event: Event, by: Officer, reason: str) -> CalledOff:
    """Cancel an event that its unit no longer plans, and close both sides of its open hits.

    The other side has nobody left to agree with, and nothing to wait for. What it recorded already
    stays as it is; it is told all the same, as long as its own event is to come.
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
    """The other sides of the open hits on an event that is done, whose own are to come: they are
    told. What the two agreed is still to be recorded, and stops nothing any more.
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
    """Both sides of each hit on an event that were told, locked in the order in which all are."""
    told = HitSide.objects.filter(hit__sides__event=event, is_told=True)
    told = told.select_related("hit", "unit", "event", "desk").order_by("pk")
    return told.select_for_update(of=("self",), no_key=True)


def _is_to_come(event: Event | None) -> bool:
    return (
        event is not None
        and event.state in (Event.State.PLANNED, Event.State.LIVE)
        and event.expires_at > clock.now()
    )


def expire() -> int:
    """Delete events that are past their end and buffer; hits stay, without the event.

    One that is prolonged at this moment is waited for, and keeps its hits.
    """
    wait_for_others()
    with elevated(TO_EXPIRE):
        _, deleted = Event.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(Event._meta.label, 0)
