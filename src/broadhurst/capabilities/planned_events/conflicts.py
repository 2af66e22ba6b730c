"""Find conflicting planned events, and tell both sides what becomes of them.

`deconfliction.matching.event_store` reads and writes for both sides, past the wall. Other units'
events go no further than this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.matching import event_store
from broadhurst.capabilities.deconfliction.matching.event_store import NearEvent, is_to_come
from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.planned_events import overlap
from broadhurst.capabilities.planned_events.queries.places import place_of
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer

NO_LONGER = "The other side’s event is no longer planned."


@dataclass(frozen=True)
class CalledOff:
    """A cancelled event: references of own sides of hits that closed, and sides to notify."""

    event: Event
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


def find_conflicts(event: Event, *, is_moved: bool = True) -> Found:
    """Raise a hit with each event that conflicts with this one, unless an open hit exists.

    If an event was moved to another place or time, an earlier agreement no longer holds, so a new
    hit is raised. Neither side learns whether an open hit would still be raised. Otherwise a unit
    could move its event step by step to find out where the other one is.
    """
    raised, others = event_store.raise_hits(event, overlapping_events) if is_moved else ([], [])
    standing = HitSide.objects.filter(event=event, closed_at=None, is_disclosed=True).count()
    return Found(standing, raised, others)


def overlapping_events(event: Event, others: Sequence[NearEvent]) -> list[int]:
    """Return the ids of the events that overlap with an event in time and on the ground."""
    conflicts = overlap.conflicts(_as_compared(event), [_as_compared(other) for other in others])
    return [others[i].pk for i in conflicts]


def _as_compared(event: Event | NearEvent) -> overlap.Event:
    return overlap.Event(event.begins_at, event.expires_at, place_of(event))


def cancel_with_hits(ref: str, by: Officer, reason: str) -> CalledOff | None:
    """Cancel any unit's event, and close both sides of its open hits; None if it is over.

    The other side has nobody left to agree with. An outcome that it has already recorded stays.
    It is still notified if its own event is to come.
    """
    now, closed, others = clock.now(), [], []

    def answer(event: Event, side: HitSide) -> bool:
        is_open, is_own = side.closed_at is None, side.event_id == event.pk
        if not is_open and (is_own or not is_to_come(side)):
            return False
        if is_open:
            side.outcome, side.closed_at = HitSide.Outcome.ONE_CANCELS, now
            side.reason = reason if is_own else NO_LONGER
        if is_own:
            side.closed_by = by
            closed.append(side.ref)
        else:
            side.other_cancelled_at = now
            others.append(side)
        return True

    event = event_store.end(ref, Event.State.CANCELLED, answer, event_store.TO_CALL_OFF)
    return CalledOff(event, closed, others) if event else None


def notify_event_over(event: Event) -> list[HitSide]:
    """End an event, and mark the other sides of its open hits. Returns them to be notified.

    Only sides with an event to come are included. They still need to record an outcome, but the hit
    no longer blocks their event.
    """

    others = []

    def answer(event: Event, side: HitSide) -> bool:
        is_disclosed = side.event_id != event.pk and side.closed_at is None and is_to_come(side)
        if is_disclosed:
            side.other_cancelled_at = clock.now()
            others.append(side)
        return is_disclosed

    event_store.end(event.ref, Event.State.DONE, answer, event_store.TO_SAY_OVER)
    event.refresh_from_db(fields=["state"])
    return others
