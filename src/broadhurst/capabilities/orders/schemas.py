"""Schemas of the answers about court orders."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.foundation.doors.schemas import Schema, one_of


class OrderOut(Schema):
    """A court order, as the monitoring unit may read it. It names no OCG."""

    ref: str
    person: str = Field(description="The name on the order.")
    kind: Annotated[str, one_of(Order.Kind)]
    other_kind: str
    law: str = Field(description="The law that this kind of order is made under.")
    court: str
    court_reference: str
    made_on: date
    from_on: date
    until_on: date | None = Field(description="The last day, or null until further order.")
    conditions: str
    monitor_unit: str | None = Field(description="The key of the unit.")
    monitor: str | None = Field(description="The username of the officer.")
    next_check_on: date
    stage: Annotated[str, one_of(Order.Stage)]
    ended_on: date | None


class OrderEntryOut(Schema):
    """Something that happened to an order."""

    ref: str
    order: str = Field(description="The reference of the order.")
    kind: Annotated[str, one_of(Entry.Kind)]
    on: date
    text: str
    changes: str
    result: Annotated[str, one_of(Entry.Result, "")]
    outcome: str
    outcome_on: date | None
    recorded_by: str = Field(description="A username.")
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str
