"""Schemas of the answers about transfers, packs and risks."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.transfers.models import Risk, Transfer, TransferRequest, WindowChange
from broadhurst.foundation.doors.schemas import Schema, one_of


class TransferOut(Schema):
    """A transfer of an OCG from one unit to another."""

    ref: str
    ocg: str
    kind: Annotated[str, one_of(Transfer.Kind)]
    stage: Annotated[str, one_of(Transfer.Stage)]
    giver: str = Field(description="The key of a unit.")
    receiver: str = Field(description="The key of a unit.")
    window_from: date = Field(description="The first day of the handover.")
    window_until: date = Field(description="The last day of the handover.")
    accepted_by: str | None = Field(description="A username.")
    accepted_at: datetime | None
    closed_code: str = Field(description="The coded reason for declining or withdrawing, if any.")


class TransferStepOut(Schema):
    """A step before a transfer is accepted."""

    title: str
    by: str = Field(description="Who does it.")
    is_done: bool


class RiskOut(Schema):
    """An open risk that the receiver acknowledges."""

    ref: str
    source: Annotated[str, one_of(Risk.Source)]
    text: str
    acknowledged_by: str | None = Field(description="A username.")
    is_over: bool = Field(description="Whether the records no longer show it.")
    terms: Annotated[str, one_of(Risk.Terms)]
    kept_until: date | None = Field(description="The giver’s last day with it.")
    is_settled: bool = Field(description="Whether it is acknowledged, and its terms agreed.")


class WindowChangeOut(Schema):
    """A proposal for another handover window."""

    stage: Annotated[str, one_of(WindowChange.Stage)]
    proposed_by: str = Field(description="The key of a unit.")
    window_from: date
    window_until: date
    reason: str


class PackOut(Schema):
    """A handover pack."""

    number: int
    prepared_at: datetime


class PackSectionOut(Schema):
    """A section of a handover pack: a table."""

    key: str
    title: str
    heads: list[str]
    rows: list[list[str]]
    none: str = Field(description="The text to show if there are no rows.")


class PackDetailOut(PackOut):
    """A handover pack with its sections."""

    sections: list[PackSectionOut]


class TransferDetailOut(TransferOut):
    """A transfer with its pack, its risks and the steps left to do."""

    reason: str
    open_hits: int
    steps: list[TransferStepOut] = Field(description="Empty once the transfer is closed.")
    risks: list[RiskOut]
    pack: PackDetailOut | None = Field(description="The latest pack.")


class HandoverCheckOut(Schema):
    """A deconfliction check for a handover."""

    receipt: str
    made_at: datetime
    hits: int
    referred: int = Field(description="Possible matches that a deconfliction desk will review.")
    answer: str
    caveat: str = Field(description="The limits of the answer.")


class TransferRequestOut(Schema):
    """A unit's request for an OCG that another organisation owns."""

    ref: str
    ocg: str | None = Field(description="Empty until the owner agrees, if it is about a hit.")
    hit: str | None
    stage: Annotated[str, one_of(TransferRequest.Stage)]
    requester: str = Field(description="The key of a unit.")
    owner: str = Field(description="The key of a unit.")
    reason: str
    new_facts: str
    asked_at: datetime
    answer_due_on: date
    decline_reason: str
    answer: str
    transfer: str | None = Field(description="The transfer that it opened.")
