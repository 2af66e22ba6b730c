"""Schemas of the answers about practice notes."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.practice.models import Adoption, Label, Note
from broadhurst.foundation.doors.schemas import Schema, one_of


class NoteOut(Schema):
    """A practice note."""

    ref: str
    title: str
    label: Annotated[str, one_of(Label)] = Field(description="How well it worked.")
    topic: Annotated[str, one_of(P)] = Field(description="Which of the 4Ps it is about.")
    stage: Annotated[str, one_of(Note.Stage)]
    organisation: str = Field(description="The key of the organisation that wrote it.")
    unit: str = Field(description="The key of the unit that wrote it.")
    what: str
    place: str
    evidence: str
    cost: str
    contact: str
    finding: str | None = Field(description="The key of the inspectorate’s finding, if any.")
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class AdoptionOut(Schema):
    """A record of how an organisation uses a practice note. Its latest counts."""

    organisation: str = Field(description="A key.")
    result: Annotated[str, one_of(Adoption.Result)]
    came_of_it: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class CorrectedFieldOut(Schema):
    """A field that was corrected, in words."""

    field: str
    was: str
    now: str


class CorrectionOut(Schema):
    """A correction of a published practice note."""

    corrected_at: datetime
    because: str
    changes: list[CorrectedFieldOut]


class NoteDetailOut(NoteOut):
    """A practice note with its adoptions and corrections, newest first."""

    adoptions: list[AdoptionOut]
    corrections: list[CorrectionOut]
