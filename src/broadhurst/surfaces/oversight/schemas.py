"""Schemas of the answers about organisations beside each other."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class ComparedOut(Schema):
    """An organisation or a region: how many of its records did, and the limits of chance."""

    name: str
    did: int
    many: int
    share: float = Field(description="From 0 to 1.")
    limits_95: Annotated[list[float], Field(description="Lower and upper, from 0 to 1.")]
    limits_998: Annotated[list[float], Field(description="Lower and upper 99.8% limits.")]
    compared: str = Field(description="Where the share is, compared with the limits, in words.")


class NotComparedOut(Schema):
    """An organisation with too few records to compare, or whose number is hidden."""

    name: str
    why: str


class ShareOut(Schema):
    """A share, compared between organisations."""

    name: str = Field(description="The name of the figure.")
    title: str
    method: str = Field(description="How it is counted.")
    share: float = Field(description="The share of all those compared, from 0 to 1.")
    compared: list[ComparedOut]
    not_compared: list[NotComparedOut]


class MedianOut(Schema):
    """The medians of an organisation, in the order of `medians` of the step."""

    name: str
    said: list[str]


class ProcessStepOut(Schema):
    """A process step: its shares, and its medians by organisation."""

    key: str
    title: str
    shares: list[ShareOut]
    medians: list[str] = Field(description="The titles of the medians.")
    organisations: list[MedianOut]


class ComparisonOut(Schema):
    """Organisations beside each other, by process step."""

    scope: str = Field(description="The key of the scope.")
    scopes: list[str] = Field(description="The keys of the scopes that you may choose.")
    since: date
    as_of: date
    without_records: int = Field(
        description="How many organisations have no records, or too few to show."
    )
    steps: list[ProcessStepOut]
