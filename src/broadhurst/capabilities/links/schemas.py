"""Schemas of the answers about links."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.links.models import Link
from broadhurst.foundation.doors.schemas import Schema, one_of


class LinkOut(Schema):
    """A link between two OCGs, or between two people. Only readers of both ends see it."""

    ref: str
    ocg: str
    other_ocg: str
    person: str | None = Field(description="A reference, or null for a link between OCGs.")
    other_person: str | None
    kind: Annotated[str, one_of(Link.Kind)] = Field(
        description="The role of the other record, seen from this one."
    )
    from_on: date | None
    until_on: date | None
    ended_because: str
    source: str = Field(description="Source evaluation of the 3x5x2 grading, 1 to 3.")
    intelligence: str = Field(description="Intelligence assessment, A to E.")
    handling: str = Field(description="Handling code, P or C.")
    conditions: str
    reason: str
    recorded_by: str = Field(description="A username.")
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str
