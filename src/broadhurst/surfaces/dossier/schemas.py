"""Schemas of the answers about an OCG's timeline, and who can see it."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.doors.schemas import Schema, one_of


class TimelineEventOut(Schema):
    """Something that happened to an OCG."""

    at: datetime
    verb: str = Field(description="A kind of record and what was done, like ocg.registered.")
    officer: str
    unit: str
    words: str


class PeriodOut(Schema):
    """A status, owner, lead, tier or plan of an OCG, from an instant until another."""

    what: str = Field(description="Status, Owner, a role of a lead, Tier or Plan.")
    value: str = Field(description="A unit or officer by name, or a status, tier or plan.")
    from_at: datetime
    until_at: datetime | None = Field(description="Null if it has not ended.")
    href: str = Field(description="The address of its page, or empty if it has none.")


class GrantOut(Schema):
    """Why a unit or an officer can see an OCG or a part of it."""

    unit: str | None
    officer: str | None
    of: str = Field(description="The reference of the record that it opens.")
    level: Annotated[str, one_of(Grant.Level)]
    why: Annotated[str, one_of(Grant.Why)]
    because: str
    from_at: datetime
    until_at: datetime | None


class AttentionOut(Schema):
    """Something that needs attention on an OCG."""

    what: str = Field(description="The action to take.")
    about: str = Field(description="The name of the record to act on.")
    ref: str
    href: str = Field(description="The address of its page, or empty if you cannot do it.")
    due_on: date | None
    due_at: datetime | None = Field(description="The exact time, if it matters.")
    who: str = Field(description="Who can do it, or empty if you can.")
