"""Schemas of the answers about plans and actions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.plans.models import (
    Action,
    ExitCriterion,
    Gap,
    Grading,
    Message,
    P,
    Plan,
)
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


class OutcomeListOut(Schema):
    """A dated version of the list of desired outcomes."""

    version: str
    name: str
    from_on: date
    is_example: bool
    source: str
    outcomes: list[dict[str, str]] = Field(description="Each with its key, P and label.")
    because: str = Field(description="Why it was changed.")
    retired: list[str] = Field(description="The titles that this version retired.")


class TacticOut(Schema):
    """A tactic with the publication that it is taken from."""

    key: str
    p: Annotated[str, one_of(P)]
    threats: list[str] = Field(description="Keys of threat types. Empty for any threat.")
    title: str
    text: str
    publication: str
    publisher: str
    published: str
    url: str


class TacticLibraryOut(Schema):
    """A dated version of the tactics and templates."""

    version: str
    name: str
    from_on: date
    source: str
    tactics: list[TacticOut]
    templates: list[str] = Field(description="Keys of templates.")
    because: str = Field(description="Why it was changed.")
    retired: list[str] = Field(description="The titles that this version retired.")


class DesiredOutcomeOut(Schema):
    """A desired outcome of a plan, with its latest grade."""

    ref: str
    kind: str = Field(
        description="The outcome’s key on the list, or empty if the plan uses its own words."
    )
    text: str
    grade: Annotated[str, one_of(Grading.Grade)] | None
    because: str = Field(description="The reason for the grade.")
    graded_at: datetime | None
    dropped_at: datetime | None
    dropped_because: str


class IntelligenceGapOut(Schema):
    """An intelligence gap of a plan."""

    ref: str
    question: str
    is_about_people: bool
    opened_at: datetime
    closed_at: datetime | None
    result: Annotated[str, one_of(Gap.Result)] | None
    learnt: str = Field(description="The answer, or why it is no longer needed.")


class ExitCriterionOut(Schema):
    """A condition that must be met before a plan ends."""

    ref: str
    text: str
    state: Annotated[str, one_of(ExitCriterion.State)]
    note: str
    marked_at: datetime | None


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
    accept_by: date | None = Field(description="The last day to accept it, while it is proposed.")
    accepted_at: datetime | None
    closed_at: datetime | None
    outcome: str = Field(description="The result, or why it was cancelled.")
    repeats: Annotated[str, one_of(Action.Every)] | None
    repeats_until: date | None


class ProgressOut(Schema):
    """A progress report on an action."""

    at: datetime
    officer: str = Field(description="A username.")
    text: str


class ActionMessageOut(Schema):
    """A message about an action, from its unit or from the owner of the plan."""

    kind: Annotated[str, one_of(Message.Kind)]
    at: datetime
    officer: str = Field(description="A username.")
    unit: str = Field(description="The key of the officer's unit.")
    text: str
    proposed_on: date | None


class ActionDetailOut(ActionOut):
    """An action with what was reported and said on it."""

    progress: list[ProgressOut]
    messages: list[ActionMessageOut]
    waits_for: list[str] = Field(description="References of actions, for readers of the plan.")


class PlanReviewOut(Schema):
    """A review of a plan."""

    reviewed_at: datetime
    reviewed_by: str = Field(description="A username.")
    findings: str
    next_review_on: date


class PlanDetailOut(PlanOut):
    """A version of an OCG's 4P plan, with its content."""

    objectives: list[ObjectiveOut]
    outcomes: list[DesiredOutcomeOut]
    gaps: list[IntelligenceGapOut]
    exit_criteria: list[ExitCriterionOut]
    actions: list[ActionOut]
    reviews: list[PlanReviewOut]
