"""Schemas of the answers about organisations beside each other."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class ComparedOut(Schema):
    """The share of an organisation or a region, beside the limits of chance."""

    name: str
    numerator: int = Field(description="How many records meet the condition.")
    many: int = Field(description="How many records there are.")
    share: float = Field(description="From 0 to 1.")
    limits_95: Annotated[list[float], Field(description="Lower and upper, from 0 to 1.")]
    limits_998: Annotated[list[float], Field(description="Lower and upper 99.8% limits.")]
    compared: str = Field(
        description="Whether the share is inside or outside the limits, as the page shows it."
    )


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
    in_words: list[str]


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
        description="How many organisations have no records or too few to show."
    )
    steps: list[ProcessStepOut]


class RecommendationTestOut(Schema):
    """One test of Recommendation 1 for a scope."""

    text: str
    in_words: str
    is_met: bool | None = Field(description="Null if there are too few records to say.")
    figure: str = Field(description="The name of the figure that is counted.")


class PartAnswerOut(Schema):
    """The answer for one organisation or region of a scope."""

    name: str
    verdict: str
    tests: list[RecommendationTestOut]


class MonthlyShareOut(Schema):
    """A share by month, in percent. A month with fewer than 5 records is null."""

    title: str
    months: list[str]
    values: list[float | None]


class RequestAnswersOut(Schema):
    """How requests of a kind, or to a unit, were answered."""

    label: str
    many: int
    in_time: int | None = Field(description="In percent. Null for fewer than 5 requests.")
    median: float | None = Field(description="In hours.")
    ninetieth: float | None = Field(description="The 90th percentile, in hours.")


class RecommendationOut(Schema):
    """Whether Recommendation 1 of the 2021 ROCU report is met.

    The scope and the answer are empty if you answer for no organisation.
    """

    scope: str
    scopes: list[str] = Field(description="The scopes that you can ask for.")
    since: date
    as_of: date
    text: str = Field(description="The words of the recommendation.")
    source: str
    verdict: str
    sentence: str
    tests: list[RecommendationTestOut]
    parts: list[PartAnswerOut]
    trend: list[MonthlyShareOut]
    by_kind: list[RequestAnswersOut]
    by_unit: list[RequestAnswersOut]
