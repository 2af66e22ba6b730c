"""Planned events of the own unit by place and time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.capabilities.planned_events.queries.places import place_of
from broadhurst.foundation import clock
from broadhurst.foundation.geography.sphere import Point, disc, distance


@dataclass(frozen=True)
class Nearby:
    """An event and its distance in metres from a place to the middle of the event."""

    event: Event
    metres: int

    @property
    def distance(self) -> str:
        """The distance in words: to 10 metres below a kilometre, to 100 metres above."""
        if self.metres < 1_000:
            return f"{round(self.metres, -1)} m"
        return f"{self.metres / 1_000:.1f} km"


def events_on_map(
    kind: str = "", since: date | None = None, until: date | None = None
) -> list[Event]:
    """Return events by start, without cancelled ones, of a kind and from one day to another."""
    rows = events().exclude(state=Event.State.CANCELLED)
    if kind:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(ends_at__gt=clock.midnight(since))
    if until:
        rows = rows.filter(starts_at__lt=clock.end_of(until))
    return list(rows)


def events_near(rows: Iterable[Event], point: Point, within_m: int) -> list[Nearby]:
    """Return the events with ground within some metres of a point, nearest first."""
    around = disc(point.latitude, point.longitude, within_m)
    nearby = [
        Nearby(event, round(distance(point, Point(event.latitude, event.longitude))))
        for event in rows
        if place_of(event).meets(around)
    ]
    return sorted(nearby, key=lambda near: (near.metres, near.event.starts_at, near.event.pk))
