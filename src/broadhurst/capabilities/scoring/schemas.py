"""Schemas of the answers about scoring schemes, review policies and tiers."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from broadhurst.capabilities.register.models import Scheme
from broadhurst.foundation.doors.schemas import Schema, one_of


class SchemeOut(Schema):
    """A version of the scoring scheme."""

    ref: str
    version: str
    name: str
    stage: Annotated[str, one_of(Scheme.Stage)]
    from_on: date
    criteria: list[dict[str, Any]] = Field(
        description="Each with key, label, hint, weight, and a scale from score to words."
    )
    bands: list[dict[str, Any]] = Field(description="Each with band, tier and least score.")
    source: str
    because: str


class CadenceOut(Schema):
    """How often OCGs are assessed and plans reviewed, from a day on."""

    ref: str
    stage: Annotated[str, one_of(Scheme.Stage)]
    from_on: date
    days: dict[str, int] = Field(description="The number of days for each kind of review and tier.")
    because: str


class TierMoveOut(Schema):
    """OCGs that would move from one tier to another."""

    was: int
    now: int
    ocgs: int


class TierChangeOut(Schema):
    """An OCG whose tier would change."""

    ref: str
    name: str
    was: int
    now: int
    unknowns: int


class EffectOut(Schema):
    """The effect of a scheme on the assessed active OCGs that you can see."""

    ocgs: int
    moves: list[TierMoveOut]
    changed: int
    changes: list[TierChangeOut] = Field(description="The first 50.")


class TierOnOut(Schema):
    """Why an OCG was in a tier at the end of a day."""

    day: date
    state: str = Field(
        description="The OCG’s status on that day. Empty before it was on the register."
    )
    tier: int | None
    band: str
    assessment: str | None = Field(description="The reference of the accepted assessment.")
    scheme: str = Field(description="The version that it was scored under, or the one in force.")
    scores: dict[str, int | None]
    confidence: dict[str, str]
    scored_by: str
    moderated_by: str
    review_due_on: date | None
    is_past_review: bool
    waited: bool = Field(description="Whether a newer assessment was with a moderator.")
    cadence: str = Field(description="The review policy in force.")
