"""The answers of the API about files."""

from datetime import datetime
from typing import Annotated

from ninja import Field

from broadhurst.capabilities.files.models import File
from broadhurst.foundation.doors.schemas import Schema, one_of


class RecordFileOut(Schema):
    """A file on a record."""

    ref: str
    record: str = Field(description="The reference of the record.")
    name: str
    description: str
    size: int = Field(description="Bytes.")
    sha256: str
    media: str = Field(description="The media type, from the content.")
    scan: Annotated[str, one_of(File.Scan)]
    added_by: str = Field(description="A username.")
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None
