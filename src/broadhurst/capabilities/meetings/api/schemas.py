"""Schemas of the answers about agendas, minutes and actions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.meetings.models import Attendance, Item, MeetingAction
from broadhurst.foundation.doors.schemas import Schema, one_of


class AgendaItemOut(Schema):
    """An item of an agenda that you can see."""

    ref: str
    meeting: str
    place: int
    kind: Annotated[str, one_of(Item.Kind)]
    title: str
    bid: str | None = Field(description="The bid that the item is about.")
    papers: list[str] = Field(description="References of records.")
    note: str = Field(description="The note for the minutes.")
    decision: str = Field(description="This meeting’s decision on the bid, as the minutes show it.")
    is_carried: bool = Field(description="It goes on the next agenda.")
    removed_because: str


class AttendanceOut(Schema):
    """Somebody who is expected at a meeting, was there or sent apologies."""

    meeting: str
    officer: str | None = Field(description="The username of the officer.")
    guest: str
    status: Annotated[str, one_of(Attendance.Status)]


class MinutesCorrectionOut(Schema):
    """A correction of minutes."""

    meeting: str
    text: str
    by: str = Field(description="The username of the officer.")
    at: datetime


class MeetingActionOut(Schema):
    """An action that a board gave at a meeting."""

    ref: str
    meeting: str
    board: str
    title: str
    owner: str = Field(description="The username of the owner.")
    due_on: date
    stage: Annotated[str, one_of(MeetingAction.Stage)]
    outcome: str
    closed_at: datetime | None


class AgendaOut(Schema):
    """The agenda and the minutes of a meeting, as far as you can see them."""

    meeting: str
    board: str
    at: datetime
    agreed_at: datetime | None = Field(description="When the board agreed the minutes.")
    items: list[AgendaItemOut]
    attendance: list[AttendanceOut]
    actions: list[MeetingActionOut]
    corrections: list[MinutesCorrectionOut]
