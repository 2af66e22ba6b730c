"""Warrants in requests, for the calendar of readers of the request.

Only the unit that owns an event can read it. A lead of another unit who is asked to execute the
warrant sees only its place and time.
"""

from dataclasses import dataclass
from datetime import datetime

from broadhurst.capabilities.liaison.queries.requests import grid_of, requests
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.geography.sphere import Point

PLANNED = "SELECT request, starts_at, ends_at, latitude, longitude FROM liaison_planned_warrants()"


@dataclass(frozen=True)
class PlannedWarrant:
    """Place and time of another unit's event, and the request that it belongs to."""

    cover_name: str
    ref: str
    href: str
    place: str
    starts_at: datetime
    ends_at: datetime


def planned_warrants() -> list[PlannedWarrant]:
    """Return warrants that other units planned, in requests the reader can see.

    They are sorted by their start.
    """
    planned = {request: rest for request, *rest in send(PLANNED).rows()}
    warrants = []
    for lead_request in requests().filter(pk__in=planned):
        starts_at, ends_at, latitude, longitude = planned[lead_request.pk]
        warrants.append(
            PlannedWarrant(
                cover_name=f"Warrant, {lead_request.ocg.name}",
                ref=lead_request.ref,
                href=record_address("liaison:request", lead_request.ref),
                place=grid_of(Point(latitude, longitude)),
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )
    return sorted(warrants, key=lambda warrant: (warrant.starts_at, warrant.ref))
