"""The answers of the API about notes."""

from datetime import datetime

from ninja import Field

from broadhurst.foundation.doors.schemas import Schema


class NoteCorrectionOut(Schema):
    """The text of a note before a correction."""

    was: str
    because: str
    by: str = Field(description="A username.")
    at: datetime


class RecordNoteOut(Schema):
    """A note on a record."""

    ref: str
    record: str = Field(description="The reference of the record.")
    text: str | None = Field(description="Null once the note is withdrawn.")
    written_by: str = Field(description="A username.")
    written_at: datetime
    mentions: list[str] = Field(description="Usernames, and keys of units with “unit:” in front.")
    corrections: list[NoteCorrectionOut] = Field(description="Empty once the note is withdrawn.")
    withdrawn_at: datetime | None
    withdrawn_because: str | None
