"""Schemas of the answers about a hit, in deconfliction and at the duty desks."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Kind
from broadhurst.foundation.doors.schemas import Schema, one_of


class ValueOut(Schema):
    """Something entered: a kind in words, and the text."""

    kind: str
    value: str


class HitOut(Schema):
    """A hit, from one unit's side."""

    ref: str
    kind: Annotated[str, one_of(Kind)] = Field(description="The strongest shared kind.")
    match: str = Field(description="The kind of match, as the page shows it.")
    strength: Annotated[str, one_of(Hit.Strength)]
    likelihood: str | None = Field(
        description="How likely they are one person. Null if no people were compared."
    )
    raised_at: datetime
    unit: str = Field(description="The key of the unit on this side.")
    kinds: list[Annotated[str, one_of(Kind)]] = Field(description="Strongest first.")
    other_agency: str = Field(description="The name of the other organisation.")
    other_contact: str = Field(description="How to contact the other side.")
    ocg: str = Field(description="The reference of this side's OCG, or empty.")
    entry: str | None = Field(description="This side's entry, as its unit sees it.")
    shared: list[ValueOut]
    entry_corrected_at: datetime | None
    entry_removed_at: datetime | None
    other_changed_at: datetime | None
    other_cancelled_at: datetime | None
    due_at: datetime = Field(description="When it must be acknowledged.")
    acknowledged_at: datetime | None
    level: str = Field(description="Who the hit has been escalated to, as the page shows it.")
    escalated_at: datetime | None
    contacted_at: datetime | None
    outcome: Annotated[str, one_of(HitSide.Outcome)] | None
    verdict: Annotated[str, one_of(HitSide.Verdict)] | None
    reason: str | None
    closed_at: datetime | None
