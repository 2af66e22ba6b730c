"""Shared helpers for planned events: two forces at one place and time."""

from datetime import timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.planned_events.commands.change import change_event
from broadhurst.capabilities.planned_events.commands.plan import plan_event
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.geography.sphere import Place, disc
from broadhurst.foundation.notices.words import words
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARKET = (53.4794, -2.2453)
# 500 m to the north: two circles of radius 290 m overlap, two of 200 m do not.
NEAR = (53.483897, -2.2453)
FAR_AWAY = disc(51.5, -0.12, 290)
TOMORROW = NOW + DAY
# The answers for one event, for a form, the API or the terminal.
ANSWERS = {
    "kind": "warrant", "cover_name": "Copper Heron", "place": "A field", "point": "51.5, -0.12",
    "starts_at": TOMORROW.isoformat(), "ends_at": (TOMORROW + HOUR).isoformat(),
    "contact": "Bronze",
}  # fmt: skip


def at(latitude: float) -> Place:
    """Return a place of one length, far from every other place in the tests."""
    return disc(latitude, -2, 290)


def an_event(actor: Actor, **changes: Any) -> Event:
    """Plan a warrant at the market tomorrow, for two hours."""
    return event_of(actor, planned(actor, **changes))


def planned(actor: Actor, **changes: Any) -> Check:
    given: dict[str, Any] = {
        "kind": "warrant", "cover_name": "Copper Heron", "place": "Behind the market hall",
        "ground": disc(*MARKET, 290), "starts_at": TOMORROW, "ends_at": TOMORROW + 2 * HOUR,
        "contact": "Bronze, 0161 496 0001",
    }  # fmt: skip
    return plan_event(actor=actor, **(given | changes))


def event_of(actor: Actor, check: Check) -> Event:
    with as_actor(actor):
        return Event.objects.select_related("unit").get(ref=check.matter)


def near_by(radius_m: float = 290) -> Place:
    return disc(*NEAR, radius_m)


def side_on(actor: Actor, event: Event) -> HitSide:
    """Return the actor's side of the one hit on an event."""
    with as_actor(actor):
        return HitSide.objects.select_related("hit", "unit").get(event=event)


def two_events(near: Actor, far: Actor) -> tuple[Event, Event]:
    """Plan overlapping events of two forces, which raises a hit for both."""
    return an_event(near), an_event(far, kind="surveillance", ground=near_by())


def moved(actor: Actor, event: Event, **changes: Any) -> Check:
    """Change the place or time of an event, and keep the rest as first planned."""
    given: dict[str, Any] = {
        "kind": event.kind, "cover_name": event.cover_name, "place": event.place,
        "ground": disc(event.latitude, event.longitude, event.radius_m),
        "starts_at": event.starts_at, "ends_at": event.ends_at, "contact": event.contact,
    }  # fmt: skip
    return change_event(actor=actor, event=event, **(given | changes))


def told(actor: Actor, verb: str = "hit.event_changed") -> list[str]:
    """Return the actor's notifications of one kind, in words, oldest first."""
    with as_actor(actor):
        return [words(one) for one in audit.Event.objects.filter(verb=verb).order_by("id")]
