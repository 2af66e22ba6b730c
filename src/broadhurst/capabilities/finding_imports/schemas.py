"""Schemas of the answers about imports of findings."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.capabilities.imports.schemas import ImportColumnOut, ImportProblemOut
from broadhurst.foundation.doors.schemas import Schema


class FindingImportOut(Schema):
    """A spreadsheet of findings, with its status and result."""

    ref: str
    report: str
    stage: str = Field(description="The status, as its page shows it.")
    file_name: str
    rows: int
    columns: list[ImportColumnOut]
    notes: list[str] = Field(description="Notes on parts that were not read.")
    problems: list[ImportProblemOut]
    findings: list[str] = Field(description="The keys of the findings that were added.")
    kept_rows: list[int] = Field(description="Rows that changed, so that undo kept them.")
    sent_at: datetime
    imported_at: datetime | None
    undone_at: datetime | None


class FindingImportRowOut(Schema):
    """A row of a spreadsheet of findings, as it is read."""

    row: int = Field(description="The number of the row in the file.")
    title: str = Field(description="The kind and number of the finding, like “Recommendation 3”.")
    text: str
    is_verbatim: bool = Field(description="False if the text is a summary.")
    due_text: str = Field(description="The deadline as the report words it.")
    due_on: date | None = Field(description="Its last day.")
    addressed_to: str = Field(description="The names of the organisations.")
    parent: str = Field(description="The related cause of concern, as entered.")
    recurs_from: str = Field(description="The finding that it repeats, as entered.")
