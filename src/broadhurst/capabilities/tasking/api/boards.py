"""JSON API of boards, their meetings, and capabilities."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import BoardMeetingOut, BoardOut, CapabilityOut
from broadhurst.capabilities.tasking.api.shapes import as_board, as_capability, as_meeting
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.open_board import OpenBoardForm, open_board
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.commands.schedule import ScheduleForm, schedule
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get("/boards", **api.listing("List the tasking boards", BoardOut))
def list_boards(request: ActingRequest) -> HttpResponse:
    return api.listed(request, boards(), by="pk", as_json=as_board)


@router.post("/boards", **api.verb(OpenBoardForm, "Open a board", 201, answer=BoardOut))
def open_a_board(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenBoardForm, open_board, as_json=as_board, status=201)


@router.post(
    "/boards/{key}/schedule",
    **api.verb(ScheduleForm, "Schedule a meeting", 201, answer=BoardMeetingOut),
)
def schedule_meeting(request: ActingRequest, key: str) -> HttpResponse:
    board = api.find(request, boards(), unit__key=key)
    return api.ask(request, ScheduleForm, schedule, as_json=as_meeting, status=201, board=board)


@router.post(
    "/meetings/{ref}/hold", **api.verb(HoldMeetingForm, "Close a meeting", answer=BoardMeetingOut)
)
def hold(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = api.find(request, Meeting.objects.select_related("board__unit"), ref=ref)
    return api.ask(request, HoldMeetingForm, hold_meeting, as_json=as_meeting, meeting=meeting)


@router.get(
    "/capabilities",
    **api.listing("List the capabilities, with how many teams are taken", CapabilityOut),
)
def list_capabilities(request: ActingRequest) -> HttpResponse:
    return api.listed(request, capabilities(clock.now()), by="pk", as_json=as_capability)


@router.post(
    "/capabilities", **api.verb(OpenCapabilityForm, "Enter a capability", 201, answer=CapabilityOut)
)
def open_a_capability(request: ActingRequest) -> HttpResponse:
    form, verb = OpenCapabilityForm, open_capability
    return api.ask(request, form, verb, as_json=as_capability, status=201)
