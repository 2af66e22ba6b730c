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


def as_capability(capability: Any) -> dict[str, Any]:
    return {
        "code": capability.code,
        "name": capability.name,
        "provider": capability.provider.key,
        "capacity": capability.capacity,
        "taken": getattr(capability, "taken", None),
        "needs_statutory_authority": capability.needs_statutory_authority,
        "lead_time_days": capability.lead_time_days,
    }


def as_bid(bid: Any) -> dict[str, Any]:
    """Return a bid as JSON.

    Its `ocg` and `open_hits` are null if the reader cannot see the OCG.
    """
    ocg = ocg_of(bid)
    if ocg and ocg.open_hits is None:
        count_open_hits([ocg])
    return {
        "ref": bid.ref,
        "ocg": ocg.ref if ocg else None,
        "open_hits": ocg.open_hits if ocg else None,
        "ask": bid.ask,
        "capability": bid.capability.code if bid.capability else None,
        "given": bid.given.code if bid.given else None,
        "board": bid.board.ref,
        "stage": bid.stage,
        "meeting": bid.meeting.ref if bid.meeting else None,
        "from_on": bid.from_on,
        "until_on": bid.until_on,
        "is_urgent": bid.is_urgent,
        "submitted_at": bid.submitted_at,
    }


def as_decision(decision: Decision) -> dict[str, Any]:
    return {
        "bid": decision.bid.ref,
        "stage": decision.bid.stage,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "conditions": decision.conditions,
        "made_at": decision.made_at,
        "recorded_at": decision.recorded_at,
        "signed": decision.signed,
    }


def as_allocation(allocation: Allocation) -> dict[str, Any]:
    return {
        "bid": allocation.bid.ref,
        "stage": allocation.bid.stage,
        "from_at": allocation.booking.from_at,
        "until_at": allocation.booking.until_at,
        "in_place_at": allocation.in_place_at,
        "delivered_at": allocation.delivered_at,
    }
