"""JSON API of directions of the NCA."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import DirectionOut
from broadhurst.capabilities.tasking.api.shapes import as_direction
from broadhurst.capabilities.tasking.commands.close_direction import (
    CloseDirectionForm,
    close_direction,
)
from broadhurst.capabilities.tasking.commands.record_direction import (
    RecordDirectionForm,
    record_direction,
)
from broadhurst.capabilities.tasking.lists.bids import DIRECTIONS
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/directions", **lists.listing(DIRECTIONS, "List the directions you can see", DirectionOut)
)
def list_directions(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, DIRECTIONS, as_direction)


@router.post(
    "/directions",
    **api.verb(RecordDirectionForm, "Record a direction of the NCA", 201, answer=DirectionOut),
)
def record_one(request: ActingRequest) -> HttpResponse:
    form, verb = RecordDirectionForm, record_direction
    return api.ask(request, form, verb, as_json=as_direction, status=201)


@router.get("/directions/{ref}", summary="One direction of the NCA", response=DirectionOut)
def one_direction(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_direction(api.find(request, directions(), ref=ref)))


@router.post(
    "/directions/{ref}/close-direction",
    **api.verb(CloseDirectionForm, "Close a direction of the NCA", answer=DirectionOut),
)
def close_one(request: ActingRequest, ref: str) -> HttpResponse:
    direction = api.find(request, directions(), ref=ref)
    form, verb = CloseDirectionForm, close_direction
    return api.ask(request, form, verb, as_json=as_direction, direction=direction)
