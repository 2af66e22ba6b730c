"""JSON API of the actions of meetings."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.meetings.api.schemas import MeetingActionOut
from broadhurst.capabilities.meetings.api.shapes import as_action
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.queries.agendas import actions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/meeting-actions",
    **lists.listing(ACTIONS, "List the meeting actions you can see", MeetingActionOut),
)
def list_actions(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, ACTIONS, as_action)


@router.get("/meeting-actions/{ref}", summary="One action of a meeting", response=MeetingActionOut)
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_action(api.find(request, actions(), ref=ref)))
