"""JSON API of directions of the NCA."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import DirectionOut
from broadhurst.capabilities.tasking.api.shapes import as_direction
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


@router.get("/directions/{ref}", summary="One direction of the NCA", response=DirectionOut)
def one_direction(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_direction(api.find(request, directions(), ref=ref)))
