"""The answers about boards, bids and decisions, from their rows."""

from typing import Any

from broadhurst.capabilities.tasking.api.schemas import (
    AllocationOut,
    AttendeeOut,
    BidDetailOut,
    BidOut,
    BidStepOut,
    BoardMeetingOut,
    BoardOut,
    BookingOut,
    CapabilityOut,
    DecisionOut,
    DirectionOut,
    InterestOut,
)
from broadhurst.capabilities.tasking.models import (
    Allocation,
    Attendee,
    Board,
    Booking,
    Decision,
    Direction,
    Interest,
    Meeting,
)
from broadhurst.capabilities.tasking.queries.bids import (
    allocation_of,
    count_hits_of_each,
    ocg_of,
)
from broadhurst.capabilities.tasking.queries.steps import steps_of


def as_board(board: Board) -> BoardOut:
    return BoardOut(
        key=board.ref,
        level=board.level,
        cadence_days=board.cadence_days,
        deputy=board.deputy.username if board.deputy else None,
        secretary=board.secretary.username if board.secretary else None,
        terms=board.terms,
        waiting=getattr(board, "waiting", None),
        next_at=getattr(board, "next_at", None),
    )


def as_attendee(attendee: Attendee) -> AttendeeOut:
    return AttendeeOut(
        board=attendee.board.ref,
        officer=attendee.officer.username,
        added_at=attendee.added_at,
        removed_at=attendee.removed_at,
    )


def as_interest(interest: Interest) -> InterestOut:
    return InterestOut(
        bid=interest.bid.ref,
        officer=interest.officer.username,
        interest=interest.interest,
        declared_at=interest.declared_at,
        withdrawn_at=interest.withdrawn_at,
        withdrawn_because=interest.withdrawn_because,
    )


def as_meeting(meeting: Meeting) -> BoardMeetingOut:
    return BoardMeetingOut(
        ref=meeting.ref,
        board=meeting.board.ref,
        at=meeting.at,
        stage=meeting.stage,
    )


def as_capability(capability: Any) -> CapabilityOut:
    return CapabilityOut(
        code=capability.code,
        name=capability.name,
        provider=capability.provider.key,
        capacity=capability.capacity,
        taken=getattr(capability, "taken", None),
        needs_statutory_authority=capability.needs_statutory_authority,
        lead_time_days=capability.lead_time_days,
    )


def as_booking(booking: Booking) -> BookingOut:
    return BookingOut(
        capability=booking.capability.ref,
        team=booking.team,
        from_at=booking.from_at,
        until_at=booking.until_at,
        away_because=booking.away_because,
    )


def as_direction(direction: Direction) -> DirectionOut:
    return DirectionOut(
        ref=direction.ref,
        recipient=direction.recipient.key,
        given_on=direction.given_on,
        task=direction.task,
        grounds=direction.grounds,
        due_on=direction.due_on,
        stage=direction.stage,
        outcome=direction.outcome,
        closed_at=direction.closed_at,
    )


def as_bid(bid: Any) -> BidOut:
    """Return a bid as JSON.

    Its `ocg` and `open_hits` are null if the reader cannot see the OCG.
    """
    ocg = ocg_of(bid)
    if not hasattr(bid, "open_hits"):
        count_hits_of_each([bid])
    return BidOut(
        ref=bid.ref,
        ocg=ocg.ref if ocg else None,
        open_hits=bid.open_hits,
        ask=bid.ask,
        capability=bid.capability.code if bid.capability else None,
        given=bid.given.code if bid.given else None,
        board=bid.board.ref,
        stage=bid.stage,
        meeting=bid.meeting.ref if bid.meeting else None,
        from_on=bid.from_on,
        until_on=bid.until_on,
        is_urgent=bid.is_urgent,
        priority=bid.priority,
        priority_because=bid.priority_because,
        submitted_at=bid.submitted_at,
    )


def in_full(bid: Any) -> BidDetailOut:
    history = [BidStepOut(**step) for step in steps_of(bid)]
    allocation = allocation_of(bid)
    return BidDetailOut(
        **as_bid(bid).model_dump(),
        allocation=as_allocation(allocation) if allocation else None,
        history=history,
    )


def as_decision(decision: Decision) -> DecisionOut:
    return DecisionOut(
        bid=decision.bid.ref,
        stage=decision.bid.stage,
        outcome=decision.outcome,
        reason=decision.reason,
        conditions=decision.conditions,
        is_interim=decision.is_interim,
        made_at=decision.made_at,
        recorded_at=decision.recorded_at,
        signed=decision.signed,
    )


def as_allocation(allocation: Allocation) -> AllocationOut:
    return AllocationOut(
        bid=allocation.bid.ref,
        stage=allocation.bid.stage,
        from_at=allocation.booking.from_at,
        until_at=allocation.booking.until_at,
        in_place_at=allocation.in_place_at,
        terms=allocation.terms,
        agreed_at=allocation.agreed_at,
        product=allocation.product,
        onward=allocation.onward,
        onward_because=allocation.onward_because,
        delivered_at=allocation.delivered_at,
    )
