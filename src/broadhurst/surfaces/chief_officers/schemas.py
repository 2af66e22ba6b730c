"""Schemas of the answers about chief officers."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broadhurst.foundation.agencies.models import Agency, Appointment, Post
from broadhurst.foundation.doors.schemas import Schema, one_of
from broadhurst.surfaces.chief_officers.queries import FlagKind


class ResponsibilityOut(Schema):
    """A post that a chief officer of the day holds, in any organisation."""

    appointment: str
    officer: str = Field(description="A name.")
    post: str
    organisation: str = Field(description="A name.")
    cover: str = Field(description="Acting cover, temporary cover, or empty.")
    from_on: date
    until_on: date | None
    counts_against_autonomy: bool
    why: str


class CoverFlagOut(Schema):
    """Days when nobody held a post, more than one officer did, or one as cover."""

    kind: Annotated[str, one_of(FlagKind)]
    post: str
    since: date
    last: date = Field(description="The last of the days, as of the day that was asked.")
    days: int
    is_current: bool = Field(description="Whether it still lasted on the day that was asked.")
    officers: list[str]


class PostHeldOut(Schema):
    """A post, as recorded."""

    ref: str
    title: str
    responsibility: Annotated[str, one_of(Post.Kind)]
    from_on: date
    until_on: date | None
    corrected_because: str = Field(description="Why it was last corrected, or empty.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")


class HeldOut(Schema):
    """An appointment, as recorded."""

    ref: str
    post: str = Field(description="The reference of the post.")
    officer: str = Field(description="A name.")
    basis: Annotated[str, one_of(Appointment.Basis)]
    from_on: date
    until_on: date | None
    corrected_because: str = Field(description="Why it was last corrected, or empty.")
    withdrawn_because: str = Field(description="Why it was withdrawn, or empty.")


class ChiefOfficersOut(Schema):
    """An organisation with posts of chief officers, as of a day."""

    key: str
    name: str
    kind: Annotated[str, one_of(Agency.Kind)]
    region: str | None = Field(description="A key.")
    as_of: date
    paragraph: str = Field(
        description="The facts about a ROCU in one paragraph. Empty for other organisations."
    )
    since: date | None = Field(
        description="The first day with somebody responsible, and no gap after it."
    )
    own_since: date | None = Field(
        description="The first day without force responsibilities, and none after it."
    )
    is_autonomous: bool | None = Field(description="Null if nobody holds the post.")
    reason: str
    responsibilities: list[ResponsibilityOut]
    flags: list[CoverFlagOut]


class ChiefOfficersDetailOut(ChiefOfficersOut):
    """The same with every post and appointment, including those recorded in error."""

    posts: list[PostHeldOut]
    appointments: list[HeldOut]
