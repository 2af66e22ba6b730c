"""Warrants in requests, for the calendar of officers who see the request but not the event.

An event is read by its own unit alone. A lead in another unit who is asked to execute the warrant
sees its place and time, and no more of it. The app's `ready` imports this.
"""

from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.events import KNOWN, KnownEvent
from broadhurst.capabilities.liaison.queries.requests import grid_of, requests
from broadhurst.foundation.geography.sphere import Point
from broadhurst.foundation.statements import send

PLANNED = "SELECT request, starts_at, ends_at, latitude, longitude FROM liaison_planned_warrants()"


def planned_warrants() -> list[KnownEvent]:
    """Warrants that other units plan, in requests that the reader sees, by their start."""
    planned = {request: rest for request, *rest in send(PLANNED).rows()}
    found = []
    for one in requests().filter(pk__in=planned):
        starts_at, ends_at, latitude, longitude = planned[one.pk]
        found.append(
            KnownEvent(
                cover_name=f"Warrant, {one.ocg.name}",
                ref=one.ref,
                href=reverse("request", args=[one.ref]),
                place=grid_of(Point(latitude, longitude)),
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )
    return sorted(found, key=lambda event: (event.starts_at, event.ref))


KNOWN.append(planned_warrants)
