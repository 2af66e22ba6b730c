"""Schemas of the answers about following."""

from datetime import datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class FollowedOcgOut(Schema):
    """An OCG, and whether you follow it."""

    ref: str
    name: str
    is_followed: bool


class ChangeOut(Schema):
    """Something that another officer changed on an OCG that you follow."""

    ocg: str
    at: datetime
    verb: str = Field(description="A kind of record and what was done, like ocg.registered.")
    officer: str = Field(description="A username.")
    words: str
    is_read: bool


class ReadOut(Schema):
    """How many things were marked as read."""

    count: int
