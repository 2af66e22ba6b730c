"""Schemas of the API for planned events."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.doors.schemas import Schema, one_of


class EventReceiptOut(Schema):
    """The receipt of a check of a planned event."""

    receipt: str
    event: str
    made_at: datetime
    hit_count: int
    answer: str
    caveat: str = Field(description="The limits of the answer.")


class EventOut(Schema):
    """A planned event of your own unit."""

    ref: str
    kind: Annotated[str, one_of(Event.Kind)]
    state: Annotated[str, one_of(Event.State)]
    cover_name: str
    place: str
    latitude: float
    longitude: float
    radius_m: int
    polygon: list[Any] | None = Field(description="A GeoJSON ring, if the place is an area.")
    starts_at: datetime
    ends_at: datetime
    buffer_minutes: int
    is_armed: bool
    is_undercover: bool
    contact: str
    ocg: str | None
    expires_at: datetime


class EventOnMapOut(EventOut):
    """A planned event of your own unit on the map."""

    metres: int | None = Field(description="From the place asked for to the middle of the event.")


class EventDetailOut(EventOut):
    """A planned event of your own unit, with its hits."""

    hits: list[str]
