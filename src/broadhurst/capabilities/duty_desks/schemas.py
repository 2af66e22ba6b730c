"""Schemas of the answers about duty desks and the rota."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.deconfliction.models import Hit, Kind, Review
from broadhurst.capabilities.deconfliction.queries.schemas import ValueOut
from broadhurst.foundation.doors.schemas import Items, Schema, one_of


class OpenReviewOut(Schema):
    """A possible match that a desk reviews."""

    ref: str
    kind: Annotated[str, one_of(Kind)]
    match: str = Field(description="The kind of match, as the page shows it.")
    strength: Annotated[str, one_of(Hit.Strength)]
    likelihood: str | None = Field(
        description="How likely they are one person. Null if no people were compared."
    )
    state: Annotated[str, one_of(Hit.State)]
    raised_at: datetime
    together: str | None = Field(description="Send it in a review to decide the whole group.")
    is_gone: bool = Field(description="Whether an entry of the hit was withdrawn.")


class SideOut(Schema):
    """One side of a hit, as a desk sees it."""

    unit: str
    ocg: str | None
    entry: str | None
    title: str | None
    is_gone: bool
    shared: list[ValueOut]


class BarOut(Schema):
    """A comparison, its result in words, and its weight in log2 of the odds."""

    name: str
    words: str
    weight: float


class WaterfallOut(Schema):
    """The weights that make a match likely or unlikely. Rarity is in classes."""

    model: str = ""
    first_model: str = ""
    rows: int = Field(0, description="The version of the encoding that rows are compared in.")
    levels: list[int] = Field([], description="The level of each comparison.")
    prior: float = Field(description="The weight before anything is compared.")
    bars: list[BarOut]
    interactions: list[BarOut] = []
    weight: float
    probability: float
    band: str = ""
    likelihood: str = Field(description="In words.")


class WhyOut(Schema):
    """Why the two sides of a hit match."""

    ref: str
    sides: list[SideOut]
    waterfall: WaterfallOut | None = Field(description="Null if no people were compared.")
    why: str | None = Field(description="Why they match, if no people were compared.")


class HitReviewOut(Schema):
    """A desk's decision on a hit."""

    ref: str
    decision: Annotated[str, one_of(Review.Decision)]
    reviewed_at: datetime
    also: list[str] = Field(description="The other hits that the same decision covers.")


class VerdictCountOut(Schema):
    """Hits whose names are in one script, and that arose in one way, by their verdict."""

    script: str = Field(description="The script of the names, read from their letters.")
    way: str = Field(description="Whether both units were told at once, or a desk was asked.")
    same: int
    not_same: int
    undecided: int = Field(description="No verdict yet, or the sides could not tell.")
    decided: int = Field(description="The denominator: `same` and `not_same`.")
    not_same_of_decided: str = Field(
        description="The share that were not the same. Says “too few” below 5 verdicts."
    )


class VerdictsOut(Items[VerdictCountOut]):
    """The verdicts on a desk's hits of people."""

    desk: str
    since: date
    as_of: date
    scope: str
    why_by_script: str
    together: VerdictCountOut


class DutyOut(Schema):
    """A duty of a unit: the contact, the superior and the hours."""

    unit: str
    contact: str
    superior: str = Field(description="A username.")
    superior_contact: str
    from_at: datetime
    until_at: datetime


class DutySetOut(DutyOut):
    """A duty that was set."""

    gave_way: list[str] = Field(description="Sentences that say how overlapping duties changed.")


class GapOut(Schema):
    """A span when nobody is on duty."""

    from_at: datetime
    until_at: datetime


class RotaOut(Schema):
    """A unit's duties and gaps in the next 7 days."""

    unit: str
    otherwise: str = Field(description="The contact if nobody is on duty.")
    duties: list[DutyOut]
    gaps: list[GapOut]


class LabelOut(Schema):
    """A label to train the matcher. It has no reference, unit, date or value."""

    verdict: str
    kind: Annotated[str, one_of(Kind)]
    model: str
    waterfall: WaterfallOut


class LabelsOut(Items[LabelOut]):
    """Every label."""
