"""Schemas of the answers about a leaving officer's work."""

from datetime import datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class HoldingOut(Schema):
    """A record that an officer holds."""

    key: str = Field(description="Send the successor as `successor_` and this key.")
    what: str
    name: str
    ref: str
    proposed: str | None = Field(description="The username of a proposed successor, or null.")
    owned_by: str | None = Field(
        description="The owner if it is another organisation: it names who leads. Otherwise null."
    )


class RehomedOut(Schema):
    """The result of one record."""

    key: str
    ref: str
    successor: str = Field(description="A username.")
    is_settled: bool = Field(description="Whether there is a result yet.")
    is_done: bool
    objections: list[str]


class RehomingOut(Schema):
    """How far the records of an officer are on their way to successors."""

    ref: str
    officer: str = Field(description="The username of the officer who leaves.")
    stage: str = Field(description="waiting, running, done or failed.")
    records: int
    settled: int = Field(description="Records that have a result.")
    given: int
    items: list[RehomedOut]
    sent_at: datetime
    ended_at: datetime | None
