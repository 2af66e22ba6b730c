"""Schemas of the answers about postings and accounts that were ended."""

from datetime import date

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class PostingEndedOut(Schema):
    """A posting that was ended."""

    ref: str
    officer: str
    unit: str
    until_on: date | None
    leads: list[str] = Field(description="What the officer still leads for the unit.")


class AccountClosedOut(Schema):
    """An account that was closed."""

    username: str
    is_active: bool
    leads: list[str] = Field(description="What the officer still leads.")
