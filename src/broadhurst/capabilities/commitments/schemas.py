"""Schemas of the API's answers about proposed actions."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field

from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.foundation.doors.schemas import Schema, one_of


class CommitmentOut(Schema):
    """An action that a published response proposed."""

    ref: str
    finding: str = Field(description="The key of the finding.")
    response: str = Field(description="The latest response that proposes the action.")
    body: str = Field(description="The key of the local policing body.")
    force: str = Field(description="The key of the police force.")
    action: str = Field(description="The action, as it was published.")
    owner: str = Field(description="The owner's username.")
    due_on: date
    stage: Annotated[str, one_of(Commitment.Stage)]
    outcome: str | None


class CommitmentChangeOut(Schema):
    """A change of a proposed action, with the owner and date afterwards."""

    kind: Annotated[str, one_of(Change.Kind)]
    owner: str
    due_on: date
    because: str | None
    at: datetime


class CommitmentDetailOut(CommitmentOut):
    """A proposed action with its history."""

    changes: list[CommitmentChangeOut]
