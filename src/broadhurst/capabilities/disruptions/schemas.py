"""Schemas of the answers about disruptions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.disruptions.models import Disruption, Grade, Step
from broadhurst.capabilities.plans.models import P
from broadhurst.foundation.doors.schemas import Schema, one_of


class DisruptionOut(Schema):
    """A disruption of an OCG, counted once for its lead organisation."""

    ref: str
    ocg: str | None = Field(description="Null if you can see only the action.")
    action: str | None = Field(description="The action that led to it.")
    happened_on: date
    p: Annotated[str, one_of(P)]
    kind: str = Field(description="The key of a type of the policy.")
    description: str
    effect: str
    evidence: str
    references: list[str]
    grade_claimed: Annotated[str, one_of(Grade)]
    grade: str = Field(description="The accepted grade, or empty.")
    lead: str = Field(description="The key of the organisation that it counts for.")
    supporters: list[str] = Field(description="Keys of organisations that it does not count for.")
    stage: Annotated[str, one_of(Disruption.Stage)]
    unit: str = Field(description="The key of the unit that claimed it.")
    claimed_by: str = Field(description="A username.")
    claimed_at: datetime
    policy: str = Field(description="The version of the wording of grades.")


class DisruptionChangeOut(Schema):
    """A field that a revision changed, in words."""

    field: str
    was: str
    now: str


class DisruptionStepOut(Schema):
    """A step on a disruption: who did it, when and why."""

    verb: Annotated[str, one_of(Step.Verb)]
    at: datetime
    officer: str = Field(description="A username.")
    unit: str = Field(description="The key of a unit.")
    grade: str = Field(description="The grade claimed, or that counts from then on, or empty.")
    reason: str
    changes: list[DisruptionChangeOut]


class DisruptionDetailOut(DisruptionOut):
    """A disruption with each step on it, oldest first."""

    steps: list[DisruptionStepOut]


class DisruptionGradeOut(Schema):
    """A grade with its wording."""

    grade: Annotated[str, one_of(Grade)]
    words: str


class DisruptionTypeOut(Schema):
    """A type of disruption, under one P."""

    key: str
    p: Annotated[str, one_of(P)]
    label: str


class DisruptionPolicyOut(Schema):
    """A version of the wording of grades. The national definitions are not public."""

    version: str
    name: str
    from_on: date
    is_example: bool
    source: str
    grades: list[DisruptionGradeOut]
    kinds: list[DisruptionTypeOut]


class LedgerLineOut(Schema):
    """A line of the ledger: how many disruptions of each grade."""

    label: str
    major: int
    moderate: int
    minor: int
    total: int


class LedgerPartOut(Schema):
    """A table of the ledger."""

    title: str
    lines: list[LedgerLineOut]


class SupportedOut(Schema):
    """How many disruptions an organisation supported, never added to those it led."""

    organisation: str
    disruptions: int


class LedgerOut(Schema):
    """The disruptions that you can see, counted as they counted at the end of a day."""

    since: date | None
    as_of: date
    total: LedgerLineOut
    parts: list[LedgerPartOut]
    supported: list[SupportedOut]
