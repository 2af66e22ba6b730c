"""Schemas of the answers about a leaving officer's work."""

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class HoldingOut(Schema):
    """A record that an officer holds."""

    key: str = Field(description="Send the successor as `successor_` and this key.")
    what: str
    name: str
    ref: str
    proposed: str | None = Field(description="The username of a proposed successor, or null.")


class RehomedOut(Schema):
    """The result of one record."""

    key: str
    ref: str
    successor: str = Field(description="A username.")
    is_done: bool
    objections: list[str]


class ResultOut(Schema):
    """The results of all records, and how many the officer still holds."""

    items: list[RehomedOut]
    left: int
