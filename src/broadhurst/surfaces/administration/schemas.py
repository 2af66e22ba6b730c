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
    leads: list[str] = Field(
        description="The officer's roles on OCGs of the unit, as the page shows them."
    )


class AccountClosedOut(Schema):
    """An account that was closed."""

    username: str
    is_active: bool
    leads: list[str] = Field(description="The officer's roles on OCGs, as the page shows them.")
