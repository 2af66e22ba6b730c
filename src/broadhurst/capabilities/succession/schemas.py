"""Schemas of the answers about successions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.succession.models import Succession
from broadhurst.foundation.doors.schemas import Schema, one_of


class SuccessionOut(Schema):
    """An organisation that takes over others, or some units of one."""

    ref: str
    kind: Annotated[str, one_of(Succession.Kind)]
    stage: Annotated[str, one_of(Succession.Stage)]
    predecessors: list[str] = Field(description="Keys of organisations.")
    units: list[str] = Field(description="Keys of the units of a split.")
    successor: str = Field(description="The key of an organisation.")
    effective_on: date
    reason: str
    rehearsed_at: datetime | None = Field(description="When the last dry run was made.")
    counts: dict[str, int] = Field(
        description="How many records of each kind move. Keys that begin with `kept_` stay."
    )
    stops: list[str] = Field(description="The reasons that stopped the last dry run.")
