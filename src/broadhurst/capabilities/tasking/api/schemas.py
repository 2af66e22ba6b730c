"""Schemas of the answers about boards, capabilities, bids and decisions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.tasking.models import Bid, Board, Decision, Direction, Meeting
from broadhurst.foundation.doors.schemas import Schema, one_of


class BoardOut(Schema):
    """A tasking board."""

    key: str = Field(description="The key of the board's unit.")
    level: Annotated[str, one_of(Board.Level)]
    cadence_days: int = Field(description="Days from a meeting to the next.")
    deputy: str | None = Field(description="The username of the deputy chair.")
    secretary: str | None = Field(description="The username of the secretary.")
    terms: str = Field(description="The terms of reference.")
    waiting: int | None = Field(
        None, description="Bids waiting that you can see. Null in the answer to a command."
    )
    next_at: datetime | None = Field(
        None, description="The next planned meeting. Null also in the answer to a command."
    )


class AttendeeOut(Schema):
    """An officer who attends the meetings of a board regularly."""

    board: str
    officer: str = Field(description="The username of the officer.")
    added_at: datetime
    removed_at: datetime | None


class InterestOut(Schema):
    """A conflict of interest in a bid."""

    bid: str
    officer: str = Field(description="The username of the officer, who does not decide the bid.")
    interest: str
    declared_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str


class BoardMeetingOut(Schema):
    """A meeting of a board."""

    ref: str
    board: str
    at: datetime
    stage: Annotated[str, one_of(Meeting.Stage)]


class CapabilityOut(Schema):
    """A capability and its teams."""

    code: str
    name: str
    provider: str = Field(description="The key of the unit that has it.")
    capacity: int = Field(description="How many teams it has.")
    taken: int | None = Field(description="How many teams are taken now.")
    needs_statutory_authority: bool
    lead_time_days: int


class BidOut(Schema):
    """A bid to a board."""

    ref: str
    ocg: str | None = Field(description="Null if you cannot see the OCG.")
    open_hits: int | None = Field(description="Null if you cannot see the OCG.")
    ask: Annotated[str, one_of(Bid.Ask)]
    capability: str | None = Field(description="The code of the capability asked for.")
    given: str | None = Field(description="The code of the capability given.")
    board: str
    stage: Annotated[str, one_of(Bid.Stage)]
    meeting: str | None = Field(description="The meeting that decides it.")
    from_on: date | None
    until_on: date | None
    is_urgent: bool
    priority: int | None = Field(description="The place among the bids that wait for the board.")
    priority_because: str = Field(description="The board's reason for this place.")
    submitted_at: datetime


class BidStepOut(Schema):
    """A step in the history of a bid."""

    title: str
    at: datetime
    by: str = Field(description="Who did it, and how long after the bid.")
    text: str
    tag: str = Field("", description="Only if the threat needs a new assessment.")


class AllocationOut(Schema):
    """A team given to a bid."""

    bid: str
    stage: Annotated[str, one_of(Bid.Stage)]
    from_at: datetime
    until_at: datetime
    in_place_at: datetime | None
    terms: str = Field(description="The terms of reference.")
    agreed_at: datetime | None = Field(description="When the SIO agreed the terms.")
    product: str = Field(description="What was delivered.")
    onward: str = Field(
        description="The owner that is recommended next: stay (the same), regional or national."
    )
    onward_because: str = Field(description="The reason for this recommendation.")
    delivered_at: datetime | None


class BidDetailOut(BidOut):
    """A bid with its team and its history."""

    allocation: AllocationOut | None = Field(description="The team that was given to it.")
    history: list[BidStepOut] = Field(description="Newest first.")


class BookingOut(Schema):
    """The time for which a team of a capability is taken."""

    capability: str
    team: int = Field(description="The number of the team.")
    from_at: datetime
    until_at: datetime
    away_because: str = Field(description="Why the team is not available, or empty for work.")


class DirectionOut(Schema):
    """A direction of the Director General of the NCA to a chief officer."""

    ref: str
    recipient: str = Field(description="The key of the organisation.")
    given_on: date
    task: str
    grounds: str
    due_on: date | None
    stage: Annotated[str, one_of(Direction.Stage)]
    outcome: str
    closed_at: datetime | None


class DemandRowOut(Schema):
    """The bids of an organisation that you can see, by outcome."""

    name: str
    asked: int
    supported: int
    in_part: int
    declined: int
    ended: int = Field(description="Withdrawn or lapsed.")
    waiting: int


class NeverAskedOut(Schema):
    """A force that made no bid."""

    organisation: str
    ocgs: int = Field(description="Its OCGs of tier 1 or 2 that you can see.")


class WaitingTimeOut(Schema):
    """How long bids for a capability waited, of those that you can see."""

    capability: str
    decided: int = Field(description="Bids that a board decided in the period.")
    days_to_decision: float | None = Field(description="Median days from a bid to its decision.")
    days_to_team: float | None = Field(description="Median days from a bid to a team in place.")


class DemandOut(Schema):
    """The demand of a period."""

    since: date
    as_of: date
    organisations: list[DemandRowOut]
    never_asked: list[NeverAskedOut]
    waiting_times: list[WaitingTimeOut]


class GivesWayOut(Schema):
    """A booking in the way of a simulated bid."""

    team: int
    days: int
    bid: str | None = Field(description="Null if you cannot see the bid, or if there is none.")
    away_because: str | None = Field(description="Why the team is not available, if it is not.")


class SimulatedBidOut(Schema):
    """A bid that nobody made."""

    capability: str
    team: int | None = Field(description="A team that is free, or null.")
    free_from: date | None = Field(description="When a team is free for as long.")
    gives_way: list[GivesWayOut]


class DecisionOut(Schema):
    """A board's decision on a bid."""

    bid: str
    stage: Annotated[str, one_of(Bid.Stage)]
    outcome: Annotated[str, one_of(Decision.Outcome)]
    reason: str
    conditions: str
    is_interim: bool = Field(description="It lapses unless the next meeting ratifies it.")
    made_at: datetime
    recorded_at: datetime
    signed: str = Field(description="A digest that shows a later change.")
