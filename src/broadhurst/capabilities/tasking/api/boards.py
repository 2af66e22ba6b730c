"""JSON API of boards and capabilities."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import BoardOut, BookingOut, CapabilityOut
from broadhurst.capabilities.tasking.api.shapes import as_board, as_booking, as_capability
from broadhurst.capabilities.tasking.lists.boards import BOARDS, CAPABILITIES
from broadhurst.capabilities.tasking.queries.boards import capabilities
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/boards", **lists.listing(BOARDS, "List the tasking boards", BoardOut))
def list_boards(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BOARDS, as_board)


@router.get(
    "/capabilities",
    **lists.listing(
        CAPABILITIES, "List the capabilities, with how many teams are taken", CapabilityOut
    ),
)
def list_capabilities(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, CAPABILITIES, as_capability)


@router.get(
    "/capabilities/{code}/bookings",
    **api.listing("List when the teams of a capability are taken", BookingOut),
)
def list_bookings(request: ActingRequest, code: str) -> HttpResponse:
    capability = api.find(request, capabilities(clock.now()), code=code)
    rows = capability.bookings.select_related("capability").filter(until_at__gt=clock.now())
    return api.listed(request, rows, by="pk", as_json=as_booking)
