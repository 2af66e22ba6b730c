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
    corrected_because: str = Field(description="Why it was last corrected, or empty.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")
    agencies: list[str] = Field(description="The keys of the organisations that take part.")


class OutcomeOut(Schema):
    """A published figure of an operation as of a day."""

    ref: str
    measure: Annotated[str, one_of(Outcome.Measure)]
    stage: Annotated[str, one_of(Outcome.Stage)]
    region: str | None = Field(description="A key. Null is the whole operation.")
    value: int
    unit: Annotated[str, one_of(Outcome.Kept)]
    qualifier: str = Field(description="“over” or “about”, if the source says so, or empty.")
    as_of: date
    source: str
    quoted: str = Field(description="The words of the source, if they can be misread.")
    corrects: str | None = Field(description="The reference of the figure that it replaced.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")


class OperationDetailOut(OperationOut):
    """A named operation with its published figures."""

    outcomes: list[OutcomeOut]
    withdrawn: list[OutcomeOut] = Field(description="Figures that were entered in error.")
