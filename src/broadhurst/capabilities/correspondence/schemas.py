"""The answers of the API about correspondence."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field

from broadhurst.capabilities.correspondence.models import Item
from broadhurst.foundation.doors.schemas import Schema, one_of


class ItemOut(Schema):
    """One letter, email or call about a response."""

    ref: str
    response: str
    direction: Annotated[str, one_of(Item.Direction)]
    party: Annotated[str, one_of(Item.Party)]
    other_party: str | None
    on_day: date
    summary: str
    reference: str | None
    corrected_because: list[str] = Field(description="The reason for each correction.")
    withdrawn_at: datetime | None
    withdrawn_because: str | None
