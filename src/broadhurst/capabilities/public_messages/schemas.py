"""Schemas of the answers about messages to the public."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.public_messages.models import Message, Reach
from broadhurst.foundation.doors.schemas import Schema, one_of


class MessageOut(Schema):
    """A message to the public."""

    ref: str
    title: str
    text: str = Field(description="Markdown.")
    reach: Annotated[str, one_of(Reach)]
    districts: list[str] = Field(
        description="Keys of the districts. Empty means the whole area, or everyone."
    )
    organisation: str = Field(description="The key of the organisation that wrote it.")
    stage: Annotated[str, one_of(Message.Stage)]
    written_at: datetime
    cleared_at: datetime | None
    publish_at: datetime | None = Field(description="When a scheduled message is published.")
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    corrects: str | None = Field(description="The reference of the message that it corrects.")
    correction: str | None = Field(description="Why it was corrected. Anyone can read it.")
