"""Schemas of the answers about training, exemptions and candidates."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class TrainingOut(Schema):
    """An LRO course that an officer has done."""

    ref: str
    officer: str = Field(description="A username.")
    course: str
    on: date
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str


class LroOut(Schema):
    """An officer who leads as LRO, or is trained for it."""

    officer: str = Field(description="A username.")
    name: str
    led: int = Field(description="Active OCGs as LRO that you can see.")
    trained_on: date | None
    course: str | None


class ExemptionOut(Schema):
    """Lets one officer be both SIO and LRO of an OCG."""

    ref: str
    ocg: str
    officer: str = Field(description="A username.")
    until_on: date = Field(description="The last day.")
    because: str
    approved_by: str = Field(description="A username.")
    approved_at: datetime
    ended_at: datetime | None
    ended_because: str


class CandidateOut(Schema):
    """An officer who could lead an OCG, with the work that they have."""

    officer: str = Field(description="A username.")
    name: str
    units: str
    is_trained: bool
    led: int = Field(description="Active OCGs that the officer leads in any role.")
    tier_1: int
    tier_2: int
    tier_3: int
    without_tier: int
    overdue_reviews: int
    requests: int = Field(description="Open requests that wait for the officer.")
    would_be_above: bool = Field(description="Whether one more OCG would exceed the policy limit.")
