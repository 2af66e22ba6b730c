"""Schemas of the API of the audit log."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.schemas import Schema, one_of


class AuditEntryOut(Schema):
    """An entry of the log: an officer, an act and an instant, without content."""

    at: datetime
    kind: str = one_of(Event.Kind)
    verb: str
    in_words: str
    about: str = Field(description="A reference or a username, or empty.")
    officer: str
    officer_name: str
    title: str
    unit: str
    request_id: UUID = Field(description="The same for everything done by one request.")


class AuditLogOut(Schema):
    """One page of the audit log, newest first."""

    items: list[AuditEntryOut]
    after: str = Field(description="Send it as “after” to get the next page. Empty on the last.")
