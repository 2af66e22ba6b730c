"""Schemas of the answers about checks, entries, hits, planned events and flags."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from broadhurst.capabilities.deconfliction.models import Check, Flag, Hit, Kind
from broadhurst.capabilities.deconfliction.queries.schemas import HitOut, ValueOut
from broadhurst.foundation.doors.schemas import Schema, one_of


class CheckOut(Schema):
    """A check, as its receipt shows it."""

    receipt: str
    occasion: Annotated[str, one_of(Check.Occasion)]
    made_at: datetime
    entries: int = Field(description="How many targets were checked.")
    hit_count: int
    referred: int = Field(description="Possible matches that a deconfliction desk will review.")
    answer: str
    not_checked: list[str] = Field(description="The details left out, or only checked in part.")
    caveat: str = Field(description="The limits of the answer.")


class CheckHitOut(Schema):
    """A hit of a check, and who to call about it."""

    ref: str
    kind: Annotated[str, one_of(Kind)]
    kinds: list[Annotated[str, one_of(Kind)]] = Field(description="Strongest first.")
    match: str = Field(description="The kind of match, as the page shows it.")
    strength: Annotated[str, one_of(Hit.Strength)]
    other_agency: str = Field(description="The name of the other organisation.")
    other_contact: str = Field(description="How to contact the other side.")


class ConfirmedHitOut(CheckHitOut):
    """A referred match that a desk confirmed after the check."""

    told_at: datetime


class CheckDetailOut(CheckOut):
    """A check with its hits."""

    hits: list[CheckHitOut] | None = Field(
        description="Null for a bulk check, which lists its hits at its own address."
    )
    bulk_check: str | None = Field(None, description="The bulk check that keeps the rows.")
    confirmed_since: list[ConfirmedHitOut]


class TargetCheckOut(CheckDetailOut):
    """A check of one target, and the new entry."""

    entry: str | None = Field(description="The reference to read, renew or withdraw the entry.")


class LineOut(Schema):
    """A line with its check, or why it was not checked."""

    line: str
    kinds: list[Annotated[str, one_of(Kind)]] = Field(
        description="The kinds that the line could be. It is checked only if there is one."
    )
    check: TargetCheckOut | None
    reason: str | None = Field(description="Why the line was not checked.")


class LinesOut(Schema):
    """The lines in the order they were sent."""

    items: list[LineOut]


class VerifiedOut(Schema):
    """A receipt that was issued."""

    receipt: str
    issued_on: date


class EntryOut(Schema):
    """An entry of your own unit."""

    ref: str
    expires_at: datetime


class EntryDetailOut(EntryOut):
    """An entry of your own unit, with what was submitted and its hits."""

    kind: Annotated[str, one_of(Kind)]
    title: str
    ocg: str | None
    matter: str | None
    is_silent: bool
    registered_at: datetime
    submitted: list[ValueOut]
    hits: list[str]
    on_the_same_written_otherwise: list[str] = Field(
        description="Hits on other entries of the same person, spelt differently."
    )
    to_review: list[str] = Field(description="Possible matches for your desk to review.")
    of_hits: str | None = Field(description="A sentence about the hits.")


class WithdrawnOut(Schema):
    """An entry that was withdrawn."""

    withdrawn: str = Field(description="The reference that the entry had.")


class StopOut(Schema):
    """A value that is never matched."""

    ref: str
    kind: Annotated[str, one_of(Kind)]
    value: str
    reason: str
    added_at: datetime
    lifted_at: datetime | None


class FlagOut(Schema):
    """A flag on how an officer checks."""

    ref: str
    rule: Annotated[str, one_of(Flag.Rule)]
    officer: str
    unit: str
    counts: dict[str, Any] = Field(description="The counts of the day before, by name.")
    raised_at: datetime
    answer: str | None
    answered_at: datetime | None


class HitDetailOut(HitOut):
    """A hit with the hits that belong to it."""

    stands_for: list[str] = Field(
        description="Other entries of your unit that this hit also covers."
    )
    may_be_answered_with: list[str] = Field(description="Hits that can get the same answer.")


class HitAnsweredOut(HitOut):
    """A hit that was answered."""

    also: list[str] = Field(description="The other hits that got the same answer.")
