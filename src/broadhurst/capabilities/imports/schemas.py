"""Schemas of the answers about imports."""

from datetime import datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class ImportColumnOut(Schema):
    """A column of the spreadsheet."""

    name: str = Field(description="The name of its answer: column_1, column_2, ….")
    heading: str
    holds: str | None = Field(description="Its field. Null if it is left out.")


class ImportProblemOut(Schema):
    """A fault in a row, and what to do."""

    row: int = Field(description="The number of the row in the file.")
    column: str
    text: str


class ImportOut(Schema):
    """A spreadsheet of people and identifiers, and what became of it."""

    ref: str
    ocg: str
    stage: str = Field(description="The status in words.")
    file_name: str
    rows: int
    columns: list[ImportColumnOut]
    notes: list[str] = Field(description="Notes on parts that were not read.")
    problems: list[ImportProblemOut]
    people: list[str] = Field(description="References of the people that were added.")
    identifiers: list[str] = Field(description="References of the identifiers that were added.")
    kept_rows: list[int] = Field(description="Rows that changed, so that undo kept them.")
    sent_at: datetime
    imported_at: datetime | None
    undone_at: datetime | None
