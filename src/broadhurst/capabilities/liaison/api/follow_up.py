"""JSON API of the history of a request."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import a_request
from broadhurst.capabilities.liaison.api.schemas import RequestHistoryOut
from broadhurst.capabilities.liaison.api.shapes import as_history
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/requests/{ref}/history",
    summary="Notes, chasers, extensions and escalations of a request",
    response=RequestHistoryOut,
)
def request_history(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_history(a_request(request, ref)))
