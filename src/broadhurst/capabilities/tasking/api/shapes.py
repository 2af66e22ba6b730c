"""Boards, bids and decisions as JSON."""

from typing import Any

from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.tasking.models import Allocation, Board, Decision, Meeting
from broadhurst.capabilities.tasking.queries import ocg_of


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
    if ocg and ocg.open_hits is None:
        count_open_hits([ocg])
    return {
        "ref": one.ref,
        "ocg": ocg.ref if ocg else None,
        "open_hits": ocg.open_hits if ocg else None,
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
