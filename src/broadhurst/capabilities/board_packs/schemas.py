"""Schemas of the answers about board packs."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.foundation.doors.schemas import Schema, one_of


class BoardPackOut(Schema):
    """The choice of an officer for a board pack."""

    ref: str
    name: str
    scope: str = Field(description="The scope that the figures count, such as agency:gmp or seen.")
    period: Annotated[str, one_of(BoardPack.Period)]
    figures: list[str] = Field(description="Names of figures, as at /figures.")
    records: list[str] = Field(description="References.")
    is_monthly: bool
    made_at: datetime
    removed_at: datetime | None
    removed_because: str


class PackMonthOut(Schema):
    """The value of a figure in one month."""

    month: str = Field(description="Such as Oct 2026.")
    in_words: str


class PackFigureOut(Schema):
    """A figure of a board pack, now and in the period before."""

    name: str
    title: str
    in_words: str
    before: str
    change: str
    scope: str
    method: str
    months: list[PackMonthOut] = Field(description="Empty if months could reveal a small count.")


class PackRecordOut(Schema):
    """A record of a board pack. The title is empty if you can no longer see the record."""

    ref: str
    title: str
    facts: dict[str, str]


class BoardPackDetailOut(BoardPackOut):
    """A board pack with its figures and records as they are today."""

    since: date
    as_of: date
    counted: list[PackFigureOut]
    summaries: list[PackRecordOut]
