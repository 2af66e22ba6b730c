"""Schemas of the answers about imports of findings."""

from datetime import datetime

from pydantic import Field

from broadhurst.capabilities.imports.schemas import ImportColumnOut, ImportProblemOut
from broadhurst.foundation.doors.schemas import Schema


class FindingImportOut(Schema):
    """A spreadsheet of findings, and what became of it."""

    ref: str
    report: str
    stage: str = Field(description="The status in words.")
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
