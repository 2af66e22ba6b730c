"""The answers of the API about clearance."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field

from broadhurst.capabilities.clearance.models import Kind, Move
from broadhurst.foundation.doors.schemas import Schema, one_of


class ClearancePolicyOut(Schema):
    """The steps that clear an organisation's responses, from a day on."""

    ref: str
    organisation: str
    steps: list[Annotated[str, one_of(Kind)]]
    takers: dict[str, list[str]] = Field(description="role:… or post:…, by kind of step.")
    restart_from: Annotated[str, one_of(Kind)]
    from_on: date
    because: str
    withdrawn_because: str | None


class DelegationOut(Schema):
    """A step that one officer takes for another."""

    ref: str
    step: Annotated[str, one_of(Kind)]
    giver: str
    taker: str
    from_on: date
    until_on: date
    ended_because: str | None


class ClearanceOut(Schema):
    """The policies and delegations of your organisation, newest first."""

    policies: list[ClearancePolicyOut]
    delegations: list[DelegationOut]


class ClearanceStepOut(Schema):
    """A step of a response's clearance."""

    step: Annotated[str, one_of(Kind)]
    who: str = Field(
        description="The kinds of officer who can take the step, as the page shows them."
    )
    taken_by: str | None = Field(
        description="The officer who took the step for the current text, or null."
    )
    taken_for: str | None = Field(description="The officer who delegated it.")
    taken_at: datetime | None
    comment: str | None


class MoveOut(Schema):
    """An event of a response's clearance."""

    outcome: Annotated[str, one_of(Move.Outcome)]
    step: str | None
    back_to: str | None
    comment: str | None
    by: str
    at: datetime
