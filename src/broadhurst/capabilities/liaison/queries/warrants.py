"""Warrants in requests, for the calendar of readers of the request.

Only the unit that owns an event can read it. A lead of another unit who is asked to execute the
warrant sees only its place and time. The app's `ready` imports this module.
"""

from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.events import KNOWN, KnownEvent
from broadhurst.capabilities.liaison.queries.requests import grid_of, requests
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.geography.sphere import Point

PLANNED = "SELECT request, starts_at, ends_at, latitude, longitude FROM liaison_planned_warrants()"


def planned_warrants() -> list[KnownEvent]:
    """Return warrants that other units planned, in requests the reader can see.

    They are sorted by their start.
    """
    planned = {request: rest for request, *rest in send(PLANNED).rows()}
    known = []
    for lead_request in requests().filter(pk__in=planned):
        starts_at, ends_at, latitude, longitude = planned[lead_request.pk]
        known.append(
            KnownEvent(
                cover_name=f"Warrant, {lead_request.ocg.name}",
                ref=lead_request.ref,
                href=reverse("request", args=[lead_request.ref]),
                place=grid_of(Point(latitude, longitude)),
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )
    return sorted(known, key=lambda event: (event.starts_at, event.ref))


KNOWN.append(planned_warrants)
