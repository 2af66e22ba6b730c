"""Schemas of the answers about an OCG's life."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Archiving, Ocg, Stage
from broadhurst.foundation.doors.schemas import Schema, one_of


class StageOut(Schema):
    """A span of an OCG in one status."""

    state: Annotated[str, one_of(Ocg.Status)]
    reason: Annotated[str, one_of(Stage.Reason, *Archiving.Reason.values, "")]
    explanation: str
    due_on: date | None = Field(description="The last day for the next step, as set then.")
    begun_by: str = Field(description="A username.")
    from_at: datetime
    until_at: datetime | None


class LifeOut(Schema):
    """An OCG after a step of its life."""

    ref: str
    kind: Annotated[str, one_of(Ocg.Kind)]
    name: str
    state: Annotated[str, one_of(Ocg.Status)]
    due_on: date | None = Field(description="The last day for the next step.")
