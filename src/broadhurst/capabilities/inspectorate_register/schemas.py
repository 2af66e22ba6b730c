"""Schemas of the answers about texts of register entries."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class RegisterUpdateOut(Schema):
    """An update of an entry, as it was read."""

    place: str = Field(description="The line, and the file if there is one.")
    acted_on: date
    status: str | None
    text: str
    state: str = Field(description="new, known, set aside (corrected or withdrawn) or repeated.")


class RegisterEntryOut(Schema):
    """An entry, as it was read."""

    number: int
    place: str
    body: str | None = Field(description="The key of the organisation.")
    report: str | None = Field(description="The reference of the report.")
    finding: str | None = Field(description="The key of the finding. Null if saving adds it.")
    kind: str | None
    finding_number: str | None
    cause_of_concern: str | None
    text: str
    source: str | None
    updates: list[RegisterUpdateOut]
    notes: list[str]
    problems: list[str] = Field(
        description="What you need to correct before you can save the entry."
    )


class RegisterRefusalOut(Schema):
    """Lines that cannot be read."""

    place: str
    line: int
    text: str
    reason: str


class ReadingOut(Schema):
    """A text of register entries."""

    ref: str
    stage: str = Field(description="The status, as its page shows it.")
    sent_at: datetime
    saved_at: datetime | None
    findings_added: int
    updates_added: int


class ReadingDetailOut(ReadingOut):
    """The text of register entries, and how it is read now."""

    text: str
    entries: list[RegisterEntryOut]
    refused: list[RegisterRefusalOut]
