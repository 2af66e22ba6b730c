"""Schemas of the answers about operations."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.operations.models import Outcome
from broadhurst.foundation.doors.schemas import Schema, one_of


class OperationOut(Schema):
    """A named operation."""

    ref: str
    name: str
    description: str
    source: str
    agencies: list[str] = Field(description="The keys of the organisations that take part.")


class OutcomeOut(Schema):
    """A published figure of an operation as of a day."""

    measure: Annotated[str, one_of(Outcome.Measure)]
    stage: Annotated[str, one_of(Outcome.Stage)]
    region: str | None = Field(description="A key. Null is the whole operation.")
    value: int
    unit: Annotated[str, one_of(Outcome.Kept)]
    qualifier: str = Field(description="Over, about, or empty.")
    as_of: date
    source: str


class OperationDetailOut(OperationOut):
    """A named operation with its published figures."""

    outcomes: list[OutcomeOut]
