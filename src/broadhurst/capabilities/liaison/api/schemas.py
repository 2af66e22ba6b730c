"""Schemas of the answers about requests, meetings and the policy log."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.register.models import Lead
from broadhurst.foundation.doors.schemas import Schema, one_of


class RequestOut(Schema):
    """A request of the SIO to the LRO of an OCG, or the other way round."""

    ocg: str
    ref: str
    kind: Annotated[str, one_of(Request.Kind)]
    what: str
    asked_role: Annotated[str, one_of(Lead.Role)]
    asked_at: datetime
    is_urgent: bool
    first_due_at: datetime = Field(description="The first deadline of the answer.")
    answer_due_at: datetime = Field(description="The deadline now, after any extension.")
    needed_on: date | None
    stage: Annotated[str, one_of(Request.Stage)]
    answered_at: datetime | None
    refusal_reason: str
    outcome_kind: Annotated[str, one_of(Request.Outcome, "")]
    outcome: str
    ended_at: datetime | None = Field(description="When it was done or withdrawn.")
    withdrawn_because: str
    latitude: float | None = Field(description="Of a warrant's place, in degrees north.")
    longitude: float | None = Field(description="Of a warrant's place, in degrees east.")
    starts_at: datetime | None = Field(description="When a warrant's event starts.")
    ends_at: datetime | None = Field(description="When a warrant's event ends.")
    event: str | None = Field(description="The event that is planned for a warrant.")
    referral: str | None = Field(description="The safeguarding referral that was made for it.")
    asked_by: str = Field(description="A username.")
    asked_of: str = Field(description="A username.")


class RequestNoteOut(Schema):
    """A progress note on a request."""

    text: str
    officer: str = Field(description="A username.")
    at: datetime


class RequestChaserOut(Schema):
    """A reminder of the lead who asked to the lead who is asked."""

    chased_on: date
    officer: str = Field(description="A username.")


class RequestExtensionOut(Schema):
    """An extension of a request: more time for the lead who was asked."""

    of: Annotated[str, one_of(Extension.Of)]
    was_due_at: datetime
    until_on: date
    because: str
    asked_by: str = Field(description="A username.")
    asked_at: datetime
    stage: Annotated[str, one_of(Extension.Stage)]
    ended_at: datetime | None
    ended_because: str


class RequestEscalationOut(Schema):
    """A request without an answer, passed up to the SRO or to a unit."""

    due_at: datetime
    at: datetime
    to: str = Field(description="The name of the SRO or the unit.")


class RequestHistoryOut(Schema):
    """The history of a request, each list oldest first."""

    ref: str
    notes: list[RequestNoteOut]
    chasers: list[RequestChaserOut]
    extensions: list[RequestExtensionOut]
    escalations: list[RequestEscalationOut]


class ComingUpOut(Schema):
    """A plan action or event to come on an OCG."""

    ref: str
    what: str
    happens_on: date
    when: str = Field(description="The hours of an event, or “due”.")
    by: str = Field(description="The username of the officer who added it.")
    unit: str
    seen_by: list[str] = Field(description="The leads who have seen it.")


class NewlySeenOut(Schema):
    """How many actions and events a lead marked as seen."""

    seen: int


class LogEntryOut(Schema):
    """An entry of an OCG's policy log."""

    ref: str
    number: int
    decision: str
    rationale: str
    is_full: bool = Field(
        description="Whether it uses the headings of the National Decision Model, given below."
    )
    ethics: str = Field(description="Code of Ethics.")
    information: str = Field(description="Information and intelligence.")
    strategy: str = Field(description="Threat, risk and working strategy.")
    powers: str = Field(description="Powers and policy.")
    options: str = Field(description="Options and contingencies.")
    action: str = Field(description="Action and review.")
    supersedes: str | None = Field(description="The earlier entry that this one supersedes.")
    superseded_because: str
    superseded_by: str | None = Field(description="The later entry that supersedes this one.")
    needs_both: bool = Field(description="Whether the SIO and the LRO must both sign.")
    made_at: datetime
    recorded_at: datetime
    maker: str = Field(description="The username of the officer who decided.")
    recorder: str = Field(description="The username of the officer who wrote it down.")
    signed_by: list[str] = Field(description="Usernames.")


class SignatureOut(Schema):
    """A signature on an entry of a policy log."""

    entry: str
    officer: str = Field(description="A username.")
    signed_at: datetime


class LogCopyOut(Schema):
    """A sealed copy of an OCG's policy log."""

    ref: str
    ocg: str
    from_on: date | None = Field(description="Null if it begins with the first decision.")
    until_on: date | None = Field(description="Null if it ends with the last decision.")
    entries: int = Field(description="How many entries it has.")
    sha256: str
    signed_by: str | None = Field(description="The subject of the certificate. Null if not signed.")
    certificate_sha256: str | None
    sealed_at: datetime
    sealed_by: str = Field(description="A username.")


class LogCopyStateOut(Schema):
    """A sealed copy of a policy log, verified now."""

    ref: str
    sha256: str = Field(description="As recorded when it was sealed.")
    sha256_now: str
    is_intact: bool = Field(description="Whether the stored file is the one that was sealed.")
    signed_by: str | None
    signed_at: datetime | None
    is_signature_right: bool


class LeadsMeetingOut(Schema):
    """A meeting of the SIO and the LRO of an OCG."""

    met_on: date
    note: str
    sio: str = Field(description="A username.")
    lro: str = Field(description="A username.")
