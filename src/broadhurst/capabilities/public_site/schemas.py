"""Schemas of the answers about the public site's look and Welsh versions."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.foundation.doors.schemas import Schema, one_of


class LookOut(Schema):
    """How the public pages of an organisation look."""

    organisation: str = Field(description="A key.")
    colour: str | None = Field(description="The colour of the header. Null for the usual one.")


class WelshOut(Schema):
    """The Welsh version of a published record."""

    ref: str
    translates: str = Field(description="The reference of the English text.")
    title: str
    text: str = Field(description="Markdown.")
    stage: Annotated[str, one_of(WelshVersion.Stage)]
    written_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
