"""Schemas of the answers about plans and actions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.plans.models import Action, P, Plan
from broadhurst.foundation.doors.schemas import Schema, one_of


class PlanOut(Schema):
    """A version of an OCG's 4P plan."""

    ref: str
    version: int
    stage: Annotated[str, one_of(Plan.Stage)]
    aim: str
    owner: str = Field(description="The key of the owning unit.")
    drafted_at: datetime
    agreed_at: datetime | None
    superseded_at: datetime | None
    first_review_on: date | None


class ObjectiveOut(Schema):
    """A goal of a plan under one P."""

    ref: str
    p: Annotated[str, one_of(P)]
    text: str


class ActionOut(Schema):
    """A task under one P. It names no OCG, because another organisation may read it."""

    ref: str
    p: Annotated[str, one_of(P)]
    title: str
    brief: str = Field(description="The text written for another organisation.")
    shared_under: str = Field(description="The agreement under which it is shared, or empty.")
    accountable_unit: str = Field(description="The key of the unit that does it.")
    asking_unit: str = Field(description="The key of the unit that asked for it.")
    due_on: date
    stage: Annotated[str, one_of(Action.Stage)]
    asked_at: datetime
    accepted_at: datetime | None
    closed_at: datetime | None
    outcome: str = Field(description="The result, or why it was cancelled.")


class ProgressOut(Schema):
    """A progress report on an action."""

    at: datetime
    officer: str = Field(description="A username.")
    text: str


class ActionDetailOut(ActionOut):
    """An action with what was reported on it."""

    progress: list[ProgressOut]


class PlanReviewOut(Schema):
    """A review of a plan."""

    reviewed_at: datetime
    reviewed_by: str = Field(description="A username.")
    findings: str
    next_review_on: date


class PlanDetailOut(PlanOut):
    """A version of an OCG's 4P plan, with its content."""

    objectives: list[ObjectiveOut]
    actions: list[ActionOut]
    reviews: list[PlanReviewOut]
