"""Schemas of the answers about funding."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.funding.models import Line, PublishedTotal
from broadhurst.foundation.doors.schemas import Schema, one_of


class FundingLineOut(Schema):
    """Money from one funder for a period."""

    ref: str
    name: str
    recipient: str = Field(description="The key of the organisation that receives it.")
    funder: str = Field(description="The key of the organisation that pays.")
    instrument: Annotated[str, one_of(Line.Instrument)]
    amount: int = Field(description="In pence, for the whole period.")
    first_day: date
    last_day: date
    ends_on: date = Field(description="The day that the money really ends.")
    ring_fence: str = Field(
        description="The only purpose of the money. Empty if there is no limit."
    )
    status: Annotated[str, one_of(Line.Status)]
    confirmed_on: date | None
    because: str = Field(description="Why it is in dispute or ended, or empty.")


class FundingChangeOut(Schema):
    """A change of a record, and its reason."""

    at: datetime
    by: str = Field(description="The username of the officer.")
    text: str
    because: str


class PostOnLineOut(Schema):
    """A post that rests on a line."""

    post: str
    role: str
    share: int = Field(description="The share of the post that the line pays, in per cent.")


class FundingLineDetailOut(FundingLineOut):
    """A line with the posts that rest on it, and its history."""

    posts: list[PostOnLineOut]
    changes: list[FundingChangeOut]


class LineOfPostOut(Schema):
    """A line that a post rests on."""

    line: str
    name: str
    ends_on: date
    share: int = Field(description="In per cent.")


class FundedPostOut(Schema):
    """A post that money pays for."""

    ref: str
    role: str
    recipient: str = Field(description="The key of the organisation that has it.")
    capability: str | None = Field(description="The code of the capability.")
    opened_on: date
    tenure_ends: date | None
    filled_on: date | None = Field(description="Null if it is vacant.")
    closed_on: date | None
    closed_because: str
    lines: list[LineOfPostOut]


class FundedPostDetailOut(FundedPostOut):
    """A post with its history."""

    changes: list[FundingChangeOut]


class CliffOut(Schema):
    """How many posts of a capability are funded on the day after `beyond`."""

    name: str
    posts: int
    funded: int
    partly: int
    not_funded: int
    tenure_ended: int
    confirmed: int = Field(description="The posts that confirmed lines pay in full.")
    percent: int | None = Field(description="The share of posts funded, in per cent.")
    unconfirmed: int | None = Field(
        description="The share of today's money that rests on lines not confirmed, in per cent."
    )
    notice: int | None = Field(
        description="The shortest notice of the confirmed lines, in days before they begin."
    )
    waiting: int = Field(description="The lines that pay then and are not confirmed.")


class FundingYearOut(Schema):
    """The money of a financial year, in pence, by days of each line."""

    year: str
    confirmed: int
    not_confirmed: int


class OutlookOut(Schema):
    """The posts and money of an organisation beyond a day."""

    recipient: str
    as_of: date
    beyond: date
    days_left: int
    whole: CliffOut
    capabilities: list[CliffOut]
    ending: list[FundingLineOut] = Field(description="The lines that end on that day.")
    years: list[FundingYearOut]


class PostLostOut(Schema):
    """A post that loses money."""

    post: str
    role: str
    capability: str
    before: int = Field(description="In per cent.")
    after: int = Field(description="In per cent. 0 means that nothing else pays for it.")


class ScenarioOut(Schema):
    """The effect of a line that ends on a day. Nothing is written."""

    line: str
    last_day: date
    felt: date = Field(description="The first day without the money.")
    money: int = Field(description="The pence that would no longer be paid.")
    posts: list[PostLostOut]


class PublishedTotalOut(Schema):
    """A published amount, in the words of its source."""

    series: Annotated[str, one_of(PublishedTotal.Series)]
    label: str
    year: str
    amount: int = Field(description="In pence.")
    qualifier: str
    note: str
    source: str
