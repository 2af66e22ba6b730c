"""Schemas of the answers about bulk checks."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.doors.schemas import Schema, one_of


class ColumnOut(Schema):
    """A column of a bulk check."""

    name: str = Field(description="The field to set when you map the columns.")
    heading: str
    holds: str | None = Field(description="The kind of value in it. Null if it is left out.")


class BulkCheckOut(Schema):
    """A bulk check and its progress."""

    ref: str
    stage: Annotated[str, one_of(BulkCheck.Stage)]
    ocg: str | None
    matter: str | None
    purpose: str
    file_name: str
    columns: list[ColumnOut]
    rows: int
    registered: int = Field(description="Rows that were entered.")
    answered: int = Field(description="Rows that have been answered.")
    notes: list[str]
    hit: int
    no_hit_in_part: int
    referred: int
    not_checked: int
    receipt: str | None
    sent_at: datetime
    ended_at: datetime | None
    expires_at: datetime
    caveat: str = Field(description="The limits of the answers.")


class BulkRowOut(Schema):
    """A row of a bulk check with its answer."""

    row: int = Field(description="The number of the row in the file.")
    cells: list[str]
    answer: str | None
    hits: list[str]
    not_checked: str | None = Field(description="Why it was not checked.")
