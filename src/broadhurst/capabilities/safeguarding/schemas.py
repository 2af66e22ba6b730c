"""Schemas of the answers about safeguarding."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.doors.schemas import Schema, one_of


class ReferralOut(Schema):
    """A referral, as the receiving team may read it. It names no OCG."""

    ref: str
    person: str | None = Field(description="A name.")
    is_child: bool
    threat_to_life: bool
    destination: Annotated[str, one_of(Referral.Destination)]
    team: str = Field(description="The key of the unit that it is sent to.")
    consent: Annotated[str, one_of(Referral.Consent)]
    stage: Annotated[str, one_of(Referral.Stage)]
    holder: str = Field(description="The username of the officer who follows it up.")
    external_reference: str
    sent_at: datetime
    ack_due_on: date | None
    acknowledged_at: datetime | None
    decision_due_on: date | None
    decision: Annotated[str, one_of(Referral.Decision, "")]
    decided_on: date | None
    decided_at: datetime | None
    authority: Annotated[str, one_of(Referral.Authority, "")]
    authority_reference: str
    next_chase_on: date | None
    outcome: Annotated[str, one_of(Referral.Outcome, "")]
    closed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str


class NamelessReferralOut(Schema):
    """A referral of an OCG without the person, as an LRO from a partner may read it."""

    ref: str
    is_child: bool
    threat_to_life: bool
    destination: Annotated[str, one_of(Referral.Destination)]
    team: str = Field(description="The key of the unit that it is sent to.")
    stage: Annotated[str, one_of(Referral.Stage)]
    holder: str = Field(description="The username of the officer who follows it up.")
    sent_at: datetime
    ack_due_on: date | None
    decision_due_on: date | None
    decision: Annotated[str, one_of(Referral.Decision, "")]
    outcome: Annotated[str, one_of(Referral.Outcome, "")]


class NotReferredOut(Schema):
    """The reason why a person at risk is not referred."""

    person: str = Field(description="A reference.")
    because: str
    recorded_at: datetime
