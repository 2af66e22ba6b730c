"""Schemas of the answers about boards, capabilities, bids and decisions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.tasking.models import Bid, Board, Decision, Meeting
from broadhurst.foundation.doors.schemas import Schema, one_of


class BoardOut(Schema):
    """A tasking board."""

    key: str = Field(description="The key of the board's unit.")
    level: Annotated[str, one_of(Board.Level)]
    cadence_days: int = Field(description="Days from a meeting to the next.")
    deputy: str | None = Field(description="The username of the deputy chair.")
    secretary: str | None = Field(description="The username of the secretary.")
    terms: str = Field(description="The terms of reference.")


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
    submitted_at: datetime


class BidStepOut(Schema):
    """A step in the history of a bid."""

    title: str
    at: datetime
    by: str = Field(description="Who did it, and how long after the bid.")
    text: str
    tag: str = Field("", description="Only if the threat needs a new assessment.")


class BidDetailOut(BidOut):
    """A bid with its history."""

    history: list[BidStepOut] = Field(description="Newest first.")


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


class AllocationOut(Schema):
    """A team given to a bid."""

    bid: str
    stage: Annotated[str, one_of(Bid.Stage)]
    from_at: datetime
    until_at: datetime
    in_place_at: datetime | None
    delivered_at: datetime | None
