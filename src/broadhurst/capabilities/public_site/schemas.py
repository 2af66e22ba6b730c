"""Schemas of the answers about the public site's look."""

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class LookOut(Schema):
    """How the public pages of an organisation look."""

    organisation: str = Field(description="A key.")
    colour: str | None = Field(description="Of the header. Null for the usual one.")
