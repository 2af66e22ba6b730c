"""JSON API of the actions and events coming up on an OCG."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.schemas import ComingUpOut, NewlySeenOut
from broadhurst.capabilities.liaison.api.shapes import as_coming_up
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/ocgs/{ref}/coming-up",
    summary="Plan actions and events to come on an OCG, the next first",
    response=api.items_of(ComingUpOut),
)
def list_coming_up(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(coming_up(an_ocg(request, ref)), as_json=as_coming_up)


def as_newly_seen(number: int) -> NewlySeenOut:
    return NewlySeenOut(seen=number)
