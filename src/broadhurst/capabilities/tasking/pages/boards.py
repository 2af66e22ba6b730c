"""Pages of boards and their meetings."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

from broadhurst.capabilities.tasking.commands.add_attendee import AddAttendeeForm, add_attendee
from broadhurst.capabilities.tasking.commands.edit_board import EditBoardForm, edit_board
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.rank_bids import RankBidsForm, rank_bids
from broadhurst.capabilities.tasking.commands.remove_attendee import (
    RemoveAttendeeForm,
    remove_attendee,
)
from broadhurst.capabilities.tasking.commands.schedule import ScheduleForm, schedule
from broadhurst.capabilities.tasking.lists.boards import BOARDS
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.boards import (
    agenda_of,
    attendees_of,
    boards,
    changes_of,
    members_of,
)
from broadhurst.capabilities.tasking.rules.deciding import CLOSE_WITHIN
from broadhurst.capabilities.tasking.rules.seats import convenes, objections_to_edit_board
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def boards_page(request: ActingRequest) -> HttpResponseBase:
    """Show all boards, each with the number of waiting bids that the officer can see."""
    return show(request, BOARDS, "tasking/boards.html")


def board_page(request: ActingRequest, key: str) -> HttpResponse:
    """Show a board's waiting bids, its meetings and its decisions."""
    board = web.find(request, boards(), unit__key=key)
    context = {
        "board": board,
        "agenda": agenda_of(board),
        "now": clock.now(),
        "members": members_of(board),
        "attendees": attendees_of(board),
        "changes": [
            {
                "title": capfirst(change.text),
                "at": change.at,
                "by": change.by.name,
                "text": change.because,
            }
            for change in changes_of(board)
        ],
        "close_within": CLOSE_WITHIN,
        "is_ours": request.actor.unit == board.unit,
        "may_convene": convenes(request.actor, board),
        "may_edit": not objections_to_edit_board(request.actor, board),
    }
    return render(request, "tasking/board.html", context)


def schedule_page(request: ActingRequest, key: str) -> HttpResponse:
    board = web.find(request, boards(), unit__key=key)
    href = reverse("tasking:board", args=[key])
    return web.ask(
        request,
        ScheduleForm,
        schedule,
        board=board,
        title="Schedule a meeting",
        submit="Schedule meeting",
        go_to=href,
        done="The meeting is scheduled.",
        context={"caption": str(board), "back": href},
    )


def hold_meeting_page(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = web.find(request, Meeting.objects.select_related("board__unit"), ref=ref)
    href = reverse("tasking:board", args=[meeting.board.ref])
    return web.ask(
        request,
        HoldMeetingForm,
        hold_meeting,
        meeting=meeting,
        title=f"Close the board meeting of {meeting}",
        submit="Close meeting",
        go_to=href,
        done="The meeting is closed.",
        context={
            "caption": str(meeting.board),
            "intro": "Record the decisions first. Bids without a decision move to the next "
            "meeting. If none is planned, one is planned now.",
            "back": href,
        },
    )


def _about_board(request: ActingRequest, key: str) -> dict[str, Any]:
    board = web.find(request, boards(), unit__key=key)
    href = reverse("tasking:board", args=[key])
    return {"board": board, "go_to": href, "context": {"caption": str(board), "back": href}}


edit_board_page = web.verb(
    EditBoardForm, edit_board, _about_board, "Edit this board", "Save board",
    "The board is saved.",
)  # fmt: skip
add_attendee_page = web.verb(
    AddAttendeeForm, add_attendee, _about_board, "Add a regular attendee", "Add attendee",
    "The attendee is added.",
)  # fmt: skip
remove_attendee_page = web.verb(
    RemoveAttendeeForm, remove_attendee, _about_board, "Remove a regular attendee",
    "Remove attendee", "The attendee is removed.",
)  # fmt: skip
rank_bids_page = web.verb(
    RankBidsForm, rank_bids, _about_board, "Put the bids in order", "Save order",
    "The order is saved.",
)  # fmt: skip
