"""Schemas of the answers about assessments."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Moderation
from broadhurst.foundation.doors.schemas import Schema, one_of


class AssessmentOut(Schema):
    """An assessment of an OCG."""

    ref: str
    scheme: str = Field(description="The version of the scoring scheme.")
    scores: dict[str, int | None] = Field(
        description="The score for each criterion. Null means not known."
    )
    confidence: dict[str, str] = Field(
        description="The confidence in each score: low, medium or high."
    )
    score: int = Field(
        description="The weighted score out of 100. Criteria that are not known are left out."
    )
    unknowns: int = Field(description="The number of criteria that are not known.")
    scored_at: datetime


class ModerationOut(Schema):
    """A second officer's decision on an assessment."""

    outcome: Annotated[str, one_of(Moderation.Outcome)]
    band: str
    tier: int | None
    review_due_on: date | None
