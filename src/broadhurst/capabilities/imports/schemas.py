"""Schemas of the answers about imports."""

from datetime import datetime

from pydantic import Field

from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.foundation.doors.schemas import Schema
from broadhurst.foundation.govuk.words import count


class ImportColumnOut(Schema):
    """A column of the spreadsheet."""

    name: str = Field(
        description="The name of the field to send for this column: column_1, column_2, …."
    )
    heading: str
    holds: str | None = Field(
        description="The field that the column holds. Null if it is left out."
    )


class ImportProblemOut(Schema):
    """A fault in a row, and what to do."""

    row: int = Field(description="The number of the row in the file.")
    column: str
    text: str


class ImportOut(Schema):
    """A spreadsheet of people and identifiers, with its status and result."""

    ref: str
    ocg: str
    stage: str = Field(description="The status, as its page shows it.")
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


class ImportRowOut(Schema):
    """A row of a spreadsheet of people and identifiers, as it is read."""

    row: int = Field(description="The number of the row in the file.")
    name: str = Field(description="The person, or “The group” if the row has only identifiers.")
    aliases: str
    born: str = Field(
        description="The date of birth, written out, or as entered if we cannot read it."
    )
    labels: str = Field(description="The person’s category and part in the group.")
    identifiers: list[str] = Field(description="Each identifier, as it will be saved.")


def columns_out(upload: SentSheet) -> list[ImportColumnOut]:
    """Return what each column of a spreadsheet holds."""
    pairs = zip(upload.headings, upload.columns, strict=True)
    return [
        ImportColumnOut(name=f"column_{number}", heading=heading, holds=field or None)
        for number, (heading, field) in enumerate(pairs, start=1)
    ]


def problems_out(upload: SentSheet) -> list[ImportProblemOut]:
    """Return what is wrong in the rows of a spreadsheet."""
    return [
        ImportProblemOut(row=row, column=column, text=text) for row, column, text in upload.problems
    ]


def in_words(upload: SentSheet) -> str:
    """Return the status of an import, what its columns hold, and what is wrong in its rows."""
    stage = upload.stage.replace("_", " ")
    lines = [f"{upload.ref} is {stage}: {count(upload.row_count, 'row')}."]
    if upload.is_under_way:
        columns = zip(upload.headings, upload.columns, strict=True)
        lines += [f"  {heading}: {field or 'left out'}" for heading, field in columns]
    for row, column, text in upload.problems:
        lines.append(f"  Row {row}, {column}: {text}" if column else f"  Row {row}: {text}")
    if upload.kept:
        lines.append(f"  Kept, because they changed: rows {', '.join(map(str, upload.kept))}")
    return "\n".join(lines)
