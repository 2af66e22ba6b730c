"""API for planned events of the own unit. Other units' events are not available."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.planned_events.lists import EVENTS
from broadhurst.capabilities.planned_events.queries.events import events, hits_on
from broadhurst.capabilities.planned_events.queries.near import Nearby, events_near, events_on_map
from broadhurst.capabilities.planned_events.queries.places import place_written
from broadhurst.capabilities.planned_events.rules.near import USUAL_KM, objections_to_distance
from broadhurst.capabilities.planned_events.schemas import (
    EventDetailOut,
    EventOnMapOut,
    EventOut,
    EventReceiptOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.geography.sphere import InvalidPlace
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.workflow import objections_to_days

router = Router(tags=["deconfliction"])


@router.get(
    "/events",
    **lists.listing(EVENTS, "The planned events of your unit, until each expires", EventOut),
)
def own_events(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, EVENTS, as_event)


@router.get(
    "/events/map",
    summary="The planned events of your unit that are not cancelled, by start or nearest first",
    response=api.items_of(EventOnMapOut),
)
def on_map(
    request: ActingRequest,
    near: str = "",
    within_km: int = USUAL_KM,
    kind: Event.Kind | None = None,
    since: date | None = None,
    until: date | None = None,
) -> HttpResponse:
    """Show all, or those near a postcode, a grid reference, or a latitude and a longitude."""
    refuse_query([*objections_to_distance(within_km), *objections_to_days(since, until)])
    rows = events_on_map(kind or "", since, until)
    if not near:
        return api.all_of(rows, as_on_map)
    try:
        point = place_written(near)
    except InvalidPlace as invalid:
        refuse_query([str(invalid)], "near")
    return api.all_of(events_near(rows, point, 1_000 * within_km), as_nearby)


@router.get("/events/{ref}", summary="One event of your unit", response=EventDetailOut)
def event(request: ActingRequest, ref: str) -> HttpResponse:
    own_event = _find(request, ref)
    hits = [side.ref for side in hits_on(own_event)]
    return api.answer(EventDetailOut(**as_event(own_event).model_dump(), hits=hits))


def _find(request: ActingRequest, ref: str) -> Event:
    return api.find(request, events(), ref=ref)


def as_receipt(check: Check) -> EventReceiptOut:
    return EventReceiptOut(
        receipt=check.ref,
        event=check.matter,
        made_at=check.made_at,
        hit_count=check.hit_count,
        answer=check.answer,
        caveat=check.caveat,
    )


def as_nearby(nearby: Nearby) -> EventOnMapOut:
    return EventOnMapOut(**as_event(nearby.event).model_dump(), metres=nearby.metres)


def as_on_map(event: Event) -> EventOnMapOut:
    return EventOnMapOut(**as_event(event).model_dump(), metres=None)


def as_event(event: Event) -> EventOut:
    return EventOut(
        ref=event.ref,
        kind=event.kind,
        state=event.state,
        cover_name=event.cover_name,
        place=event.place,
        latitude=event.latitude,
        longitude=event.longitude,
        radius_m=event.radius_m,
        polygon=event.polygon,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        buffer_minutes=event.buffer_minutes,
        is_armed=event.is_armed,
        is_undercover=event.is_undercover,
        contact=event.contact,
        ocg=event.ocg_ref or None,
        expires_at=event.expires_at,
    )
