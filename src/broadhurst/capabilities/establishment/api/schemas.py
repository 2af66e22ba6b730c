"""Schemas of the answers about organisations, units, officers and their accounts."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.foundation.agencies.models import Agency, Appointment, Post, Unit
from broadhurst.foundation.doors.schemas import Items, Schema, one_of


class AgencyOut(Schema):
    """An organisation."""

    key: str
    name: str
    short_name: str
    kind: Annotated[str, one_of(Agency.Kind)]
    nation: str = Field(description="ENG, WLS, SCT or NIR.")
    from_on: date
    until_on: date | None
    succeeds: str | None = Field(description="The key of the organisation that it replaced.")


class OversightOut(Schema):
    """The span for which a policing body oversees a force."""

    force: str
    body: str
    from_on: date | None
    until_on: date | None


class RegionMemberOut(Schema):
    """The span for which an organisation is in a region."""

    organisation: str
    region: str
    from_on: date
    until_on: date | None


class DistrictOut(Schema):
    """A district of a police force."""

    key: str
    name: str
    organisation: str = Field(description="The key of the police force.")
    council: str | None = Field(description="The key of the council.")
    until_on: date | None


class UnitOut(Schema):
    """A unit of an organisation."""

    key: str
    name: str
    organisation: str
    kind: Annotated[str, one_of(Unit.Kind)]
    district: str | None
    duty_contact: str
    from_on: date
    until_on: date | None


class AgencyDetailOut(AgencyOut):
    """An organisation with its units and districts."""

    overseen_by: list[OversightOut]
    units: list[UnitOut]
    districts: list[DistrictOut]


class OfficerOut(Schema):
    """An officer's account."""

    username: str
    name: str
    grade: str = Field(description="A rank or grade.")
    organisation: str | None
    is_active: bool


class PostingOut(Schema):
    """An officer's posting in a unit."""

    ref: str
    officer: str
    unit: str
    title: str
    roles: list[str]
    from_on: date
    until_on: date | None


class AppointmentOut(Schema):
    """An appointment as a chief officer."""

    ref: str
    officer: str
    organisation: str
    post: str = Field(description="Its title.")
    post_ref: str
    responsibility: Annotated[str, one_of(Post.Kind)]
    basis: Annotated[str, one_of(Appointment.Basis)]
    from_on: date
    until_on: date | None
    corrected_because: str = Field(description="Why it was last corrected, or empty.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")


class PostOut(Schema):
    """A post of a chief officer, held or vacant."""

    ref: str
    organisation: str
    title: str
    responsibility: Annotated[str, one_of(Post.Kind)]
    from_on: date
    until_on: date | None
    corrected_because: str = Field(description="Why it was last corrected, or empty.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")


class OfficerDetailOut(OfficerOut):
    """An officer's account with postings and appointments."""

    email: str = Field(description="Where emails about notifications go, or empty.")
    postings: list[PostingOut]
    appointments: list[AppointmentOut]


class OneTimePasswordOut(Schema):
    """A password to sign in once. It is not shown again."""

    one_time_password: str


class MeOut(Schema):
    """The officer and posting of a token."""

    officer: str
    name: str
    unit: str
    agency: str
    roles: list[str]


class PasswordChangedOut(Schema):
    """The officer whose password was changed."""

    officer: str


class TokenOut(Schema):
    """A token, without its secret."""

    ref: str
    label: str
    opens: str = Field(description="What the token gives access to: api or calendar.")
    officer: str
    unit: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class NewTokenOut(Schema):
    """A new token with its secret, or its calendar's address, which is not shown again."""

    ref: str
    token: str = Field(description="The secret, or the address of a calendar.")


class SessionOut(Schema):
    """A browser that is signed in."""

    ref: str
    officer: str | None
    began_at: datetime | None
    ends_at: datetime


class SessionEndedOut(Schema):
    """A session that was ended."""

    ref: str


class JobOut(Schema):
    """A job that runs on schedule."""

    name: str
    what: str
    runs: str = Field(description="How often the job runs, as text.")
    succeeded_at: datetime | None = Field(description="When the job last succeeded.")
    late_since: datetime | None


class JobsOut(Items[JobOut]):
    """All jobs, and their worker."""

    worker_last_seen_at: datetime | None
    is_worker_running: bool
