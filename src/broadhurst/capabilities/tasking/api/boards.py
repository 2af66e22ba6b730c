"""JSON API of boards, their meetings, and capabilities."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import (
    BoardMeetingOut,
    BoardOut,
    BookingOut,
    CapabilityOut,
)
from broadhurst.capabilities.tasking.api.shapes import (
    as_attendee,
    as_board,
    as_booking,
    as_capability,
    as_meeting,
)
from broadhurst.capabilities.tasking.commands.add_attendee import AddAttendeeForm, add_attendee
from broadhurst.capabilities.tasking.commands.bring_back import BringBackForm, bring_back
from broadhurst.capabilities.tasking.commands.edit_board import EditBoardForm, edit_board
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.mark_away import MarkAwayForm, mark_away
from broadhurst.capabilities.tasking.commands.open_board import OpenBoardForm, open_board
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.commands.rank_bids import RankBidsForm, rank_bids
from broadhurst.capabilities.tasking.commands.remove_attendee import (
    RemoveAttendeeForm,
    remove_attendee,
)
from broadhurst.capabilities.tasking.commands.schedule import ScheduleForm, schedule
from broadhurst.capabilities.tasking.lists.boards import BOARDS, CAPABILITIES
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/boards", **lists.listing(BOARDS, "List the tasking boards", BoardOut))
def list_boards(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BOARDS, as_board)


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


def _on_a_board(form: type[CommandForm], command: Callable[..., Any], as_json: api.AsJson) -> Any:
    """Return the endpoint that runs a command on one board."""

    def endpoint(request: ActingRequest, key: str) -> HttpResponse:
        board = api.find(request, boards(), unit__key=key)
        return api.ask(request, form, command, as_json=as_json, board=board)

    return endpoint


for form, verb, as_json, summary in (
    (EditBoardForm, edit_board, as_board, "Edit a board"),
    (AddAttendeeForm, add_attendee, as_attendee, "Add a regular attendee"),
    (RemoveAttendeeForm, remove_attendee, as_attendee, "Remove a regular attendee"),
    (RankBidsForm, rank_bids, as_board, "Put the bids that wait in order"),
):
    path = f"/boards/{{key}}/{verb.__name__.replace('_', '-')}"
    described = api.verb(form, summary, answer=api.schema_of(as_json))
    router.post(path, **described)(_on_a_board(form, verb, as_json))


@router.post(
    "/meetings/{ref}/hold", **api.verb(HoldMeetingForm, "Close a meeting", answer=BoardMeetingOut)
)
def hold(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = api.find(request, Meeting.objects.select_related("board__unit"), ref=ref)
    return api.ask(request, HoldMeetingForm, hold_meeting, as_json=as_meeting, meeting=meeting)


@router.get(
    "/capabilities",
    **lists.listing(
        CAPABILITIES, "List the capabilities, with how many teams are taken", CapabilityOut
    ),
)
def list_capabilities(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, CAPABILITIES, as_capability)


@router.post(
    "/capabilities", **api.verb(OpenCapabilityForm, "Enter a capability", 201, answer=CapabilityOut)
)
def open_a_capability(request: ActingRequest) -> HttpResponse:
    form, verb = OpenCapabilityForm, open_capability
    return api.ask(request, form, verb, as_json=as_capability, status=201)


def _on_a_capability(form: type[CommandForm], command: Callable[..., Any]) -> Any:
    """Return the endpoint that runs a command on one capability."""

    def endpoint(request: ActingRequest, code: str) -> HttpResponse:
        capability = api.find(request, capabilities(clock.now()), code=code)
        return api.ask(request, form, command, as_json=as_booking, capability=capability)

    return endpoint


for team_form, team_verb, summary in (
    (MarkAwayForm, mark_away, "Mark a team as not available"),
    (BringBackForm, bring_back, "Make a team available again"),
):
    path = f"/capabilities/{{code}}/{team_verb.__name__.replace('_', '-')}"
    described = api.verb(team_form, summary, answer=BookingOut)
    router.post(path, **described)(_on_a_capability(team_form, team_verb))


@router.get(
    "/capabilities/{code}/bookings",
    **api.listing("List when the teams of a capability are taken", BookingOut),
)
def list_bookings(request: ActingRequest, code: str) -> HttpResponse:
    capability = api.find(request, capabilities(clock.now()), code=code)
    rows = capability.bookings.select_related("capability").filter(until_at__gt=clock.now())
    return api.listed(request, rows, by="pk", as_json=as_booking)
