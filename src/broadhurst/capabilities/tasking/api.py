"""Tasking's JSON door."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.allocate import AllocateForm, allocate
from broadhurst.capabilities.tasking.commands.answer import AnswerForm, answer
from broadhurst.capabilities.tasking.commands.bid import BidForm, bid
from broadhurst.capabilities.tasking.commands.decide import DecideForm, decide
from broadhurst.capabilities.tasking.commands.deliver import DeliverForm, deliver
from broadhurst.capabilities.tasking.commands.evaluate import EvaluateForm, evaluate
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.open_board import OpenBoardForm, open_board
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.commands.put_in_place import PutInPlaceForm, put_in_place
from broadhurst.capabilities.tasking.commands.schedule import ScheduleForm, schedule
from broadhurst.capabilities.tasking.commands.triage import TriageForm, triage
from broadhurst.capabilities.tasking.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.tasking.models import Allocation, Board, Decision, Meeting
from broadhurst.capabilities.tasking.queries import bids, boards, capabilities, ocg_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["tasking"])


@router.get("/boards", summary="List the tasking boards")
def list_boards(request: ActingRequest) -> HttpResponse:
    return api.listed(request, boards(), by="pk", as_json=as_board)


@router.post("/boards", **api.verb(OpenBoardForm, "Open a board"))
def open_a_board(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenBoardForm, open_board, as_json=as_board, status=201)


@router.post("/boards/{key}/schedule", **api.verb(ScheduleForm, "Schedule a meeting"))
def schedule_meeting(request: ActingRequest, key: str) -> HttpResponse:
    board = api.find(request, boards(), unit__key=key)
    return api.ask(request, ScheduleForm, schedule, as_json=as_meeting, status=201, board=board)


@router.post("/meetings/{ref}/hold", **api.verb(HoldMeetingForm, "Close a meeting"))
def hold(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = api.find(request, Meeting.objects.select_related("board__unit"), ref=ref)
    return api.ask(request, HoldMeetingForm, hold_meeting, as_json=as_meeting, meeting=meeting)


@router.get("/capabilities", summary="List the capabilities, with how many teams are taken")
def list_capabilities(request: ActingRequest) -> HttpResponse:
    return api.listed(request, capabilities(clock.now()), by="pk", as_json=as_capability)


@router.post("/capabilities", **api.verb(OpenCapabilityForm, "Enter a capability"))
def open_a_capability(request: ActingRequest) -> HttpResponse:
    form, verb = OpenCapabilityForm, open_capability
    return api.ask(request, form, verb, as_json=as_capability, status=201)


@router.get("/bids", summary="List the bids you may see")
def list_bids(request: ActingRequest) -> HttpResponse:
    rows = bids()
    if stage := request.GET.get("stage"):
        rows = rows.filter(stage=stage)
    return api.listed(request, rows, by="-submitted_at", as_json=as_bid)


@router.get("/bids/{ref}", summary="One bid")
def one_bid(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_bid(_found(request, ref)))


def _found(request: ActingRequest, ref: str) -> Any:
    return api.find(request, bids(), ref=ref)


@router.post("/ocgs/{ref}/bid", **api.verb(BidForm, "Make a bid"))
def make_bid(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, BidForm, bid, as_json=as_bid, status=201, ocg=ocg)


def as_board(board: Board) -> dict[str, Any]:
    return {"key": board.ref, "level": board.level, "cadence_days": board.cadence_days}


def as_meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "ref": meeting.ref,
        "board": meeting.board.ref,
        "at": meeting.at,
        "stage": meeting.stage,
    }


def as_capability(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "provider": one.provider.key,
        "capacity": one.capacity,
        "taken": getattr(one, "taken", None),
        "needs_statutory_authority": one.needs_statutory_authority,
        "lead_time_days": one.lead_time_days,
    }


def as_bid(one: Any) -> dict[str, Any]:
    """The bid; its OCG only for those who may see that too."""
    ocg = ocg_of(one)
    return {
        "ref": one.ref,
        "ocg": ocg.ref if ocg else None,
        "ask": one.ask,
        "capability": one.capability.code if one.capability else None,
        "given": one.given.code if one.given else None,
        "board": one.board.ref,
        "stage": one.stage,
        "meeting": one.meeting.ref if one.meeting else None,
        "from_on": one.from_on,
        "until_on": one.until_on,
        "is_urgent": one.is_urgent,
        "submitted_at": one.submitted_at,
    }


def as_decision(one: Decision) -> dict[str, Any]:
    return {
        "bid": one.bid.ref,
        "stage": one.bid.stage,
        "outcome": one.outcome,
        "reason": one.reason,
        "conditions": one.conditions,
        "made_at": one.made_at,
        "recorded_at": one.recorded_at,
        "signed": one.signed,
    }


def as_allocation(one: Allocation) -> dict[str, Any]:
    return {
        "bid": one.bid.ref,
        "stage": one.bid.stage,
        "from_at": one.booking.from_at,
        "until_at": one.booking.until_at,
        "in_place_at": one.in_place_at,
        "delivered_at": one.delivered_at,
    }


def _on_a_bid(form: type[Ask], command: Callable[..., Any], as_json: api.AsJson) -> Any:
    """The endpoint of a verb on one bid."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return api.ask(request, form, command, as_json=as_json, bid=_found(request, ref))

    return endpoint


for form, verb, shown, summary in (
    (TriageForm, triage, as_bid, "Triage a bid"),
    (AnswerForm, answer, as_bid, "Answer the board"),
    (DecideForm, decide, as_decision, "Decide a bid"),
    (AllocateForm, allocate, as_allocation, "Allocate a team"),
    (PutInPlaceForm, put_in_place, as_allocation, "Record a team in place"),
    (DeliverForm, deliver, as_allocation, "Record the product"),
    (EvaluateForm, evaluate, as_bid, "Evaluate what was delivered"),
    (WithdrawForm, withdraw, as_bid, "Withdraw a bid"),
):
    path = f"/bids/{{ref}}/{verb.__name__.replace('_', '-')}"
    named = {"operation_id": f"tasking_{verb.__name__}", **api.verb(form, summary)}
    router.post(path, **named)(_on_a_bid(form, verb, shown))
