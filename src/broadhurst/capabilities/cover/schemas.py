"""Schemas of the answers about cover."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.foundation.doors.schemas import Schema, one_of


class CoverOut(Schema):
    """A deputy who covers for a lead of an OCG on some days."""

    ref: str
    ocg: str
    role: Annotated[str, one_of(Lead.Role)]
    lead: str = Field(description="The username of the lead who is away.")
    deputy: str = Field(description="A username.")
    from_on: date
    until_on: date = Field(description="The last day.")
    because: str
    closed_as: Annotated[str, one_of(Cover.ClosedAs)] | None = Field(
        description="How it was closed, or null."
    )
    closed_at: datetime | None
    closed_because: str
