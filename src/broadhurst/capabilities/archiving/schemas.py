"""Schemas of the answers about archiving."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.foundation.doors.schemas import Schema, one_of


class ArchivingOut(Schema):
    """A proposal to archive an OCG."""

    ocg: str
    reason: Annotated[str, one_of(Archiving.Reason)]
    explanation: str
    outcome: Annotated[str, one_of(Archiving.Outcome)]
    proposed_by: str = Field(description="A username.")
    proposed_at: datetime


class OcgStateOut(Schema):
    """The state of an OCG after it was archived or reactivated."""

    ref: str
    name: str
    state: Annotated[str, one_of(Ocg.Status)]
