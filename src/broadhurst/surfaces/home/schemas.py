"""Schemas of the answers about tasks and notifications."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Items, Schema


class TaskOut(Schema):
    """A task of an officer."""

    what: str = Field(description="The action to take.")
    about: str = Field(description="The name of the record to act on.")
    ref: str
    href: str = Field(description="The address of its page.")
    due_on: date | None
    due_at: datetime | None = Field(description="The exact time, if it matters.")


class OpenMatchesOut(Schema):
    """The open hits of an OCG."""

    ocg: str
    open_hits: int
    title: str


class WaitingOut(Items[TaskOut]):
    """An officer's tasks, and the open hits of their OCGs."""

    matches: list[OpenMatchesOut]


class OcgChangeOut(Schema):
    """Something that another officer changed on an OCG that you follow or lead."""

    ocg: str
    name: str
    at: datetime
    verb: str = Field(description="A kind of record and what was done, like ocg.registered.")
    officer: str = Field(description="A username.")
    words: str


class OcgChangesOut(Items[OcgChangeOut]):
    """The newest 100 changes by others on OCGs that you follow or lead."""

    since: datetime


class NotificationOut(Schema):
    """A notification."""

    at: datetime
    verb: str = Field(description="A kind of record and what was done, like ocg.registered.")
    words: str
    about: str = Field(description="The reference of the record.")
    href: str = Field(description="The address of its page, or empty if you cannot see it.")
    is_read: bool


class MarkedReadOut(Schema):
    """How many notifications were marked as read."""

    count: int


class KindsOut(Schema):
    """The kinds of notification that are on and off."""

    on: list[str]
    off: list[str]


class EmailsOut(Schema):
    """The kinds of notification that come by email."""

    at_once: list[str]
    daily: list[str] = Field(description="The kinds in one email a day.")
