"""Schemas of the answers about figures."""

from datetime import date

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class FigureOut(Schema):
    """A value over a period, as of a day."""

    name: str
    title: str
    value: int | float | None
    unit: str
    in_words: str = Field(description="The value with its unit, as the page shows it.")
    as_of: date
    since: date | None
    scope: str = Field(description="The name of the scope: whose records are counted.")
    scope_key: str
    method: str = Field(description="How it is counted.")
    behind: int | None = Field(description="How many records are counted, if that may be shown.")


class FigureRecordOut(Schema):
    """A record that a figure counts."""

    ref: str
    text: str
    href: str = Field(description="The address of its page.")


class FigurePartOut(Schema):
    """The same figure for one organisation of the scope."""

    scope: str = Field(description="The key of the organisation.")
    name: str
    value: int | float | None
    in_words: str


class FigureWithPartsOut(FigureOut):
    """A figure, and the same of each organisation of its scope."""

    parts: list[FigurePartOut] = Field(description="Empty unless it counts several organisations.")


class FigureRowOut(FigureWithPartsOut):
    """A figure in a list."""

    record_count: int | None = Field(
        description="How many of its records you can open. Null for a figure of organisations: "
        "ask for that figure alone to see its records."
    )


class FigureDetailOut(FigureWithPartsOut):
    """A figure and the records that you may open."""

    then: FigureOut | None = Field(description="The same figure at the end of `compare`.")
    change: str = Field(description="How the value has changed since then, or empty.")
    undated: str = Field(description="Why it cannot be counted for an earlier day, or empty.")
    records: list[FigureRecordOut]
    held_elsewhere: str = Field(description="Who to ask for the other records, or empty.")


class ScopeOut(Schema):
    """A choice of whose records are counted."""

    key: str
    name: str


class FiguresOut(Schema):
    """Every figure of a scope."""

    scope: str = Field(description="The key of the scope.")
    scopes: list[ScopeOut] = Field(description="The scopes that you may choose.")
    items: list[FigureRowOut]


class DistrictCountOut(Schema):
    """How many active OCGs are in a district."""

    district: str
    name: str
    force: str
    ocgs: int


class DistrictsOut(Schema):
    """The active OCGs that you can see, by district."""

    as_of: date
    in_no_district: int
    items: list[DistrictCountOut] = Field(description="The districts with an OCG, the most first.")


class TrendMonthOut(Schema):
    """The value of a month of a trend: a share in percent, or a number."""

    month: str
    value: float | None = Field(description="Null if it is hidden, not known or of few records.")


class OrganisationShareOut(Schema):
    """The share of an organisation, beside the limits of chance."""

    name: str
    numerator: int = Field(description="How many records meet the condition.")
    many: int = Field(description="How many records there are.")
    where: str = Field(description="Where it is, compared with the limits of a funnel plot.")


class QuestionAnswerOut(Schema):
    """A question, its answer, trend, target and comparison."""

    question: str
    answer: str
    target: str = Field(description="The target and the policy that sets it, or empty.")
    verdict: str = Field(description="Whether the target is met, or empty.")
    records_counted: str = Field(
        description="How many records the value is counted from, as the page shows it."
    )
    figure: FigureWithPartsOut
    trend: list[TrendMonthOut]
    compared: list[OrganisationShareOut] = Field(
        description="Organisations, if the figure is a share."
    )
    not_compared: str = Field(description="Why no organisations are compared, or empty.")
    undated: str = Field(description="Why it cannot be counted for an earlier day, or empty.")
    records: str = Field(description="The address of the figure and the records behind it.")


class RoleQuestionsOut(Schema):
    """The six questions of a role, answered for a scope."""

    role: str
    roles: list[str] = Field(description="The roles whose questions you may ask for.")
    scope: str = Field(description="The key of the scope.")
    scopes: list[ScopeOut] = Field(description="The scopes that you may choose.")
    since: date
    as_of: date
    items: list[QuestionAnswerOut]


class FigureCatalogueRowOut(FigureOut):
    """A figure in the catalogue, and how it changed since the comparison date."""

    room: str = Field(description="The key of its room.")
    question: str = Field(description="The question that it answers, or empty.")
    undated: str = Field(description="Why it cannot be counted for an earlier day, or empty.")
    then: FigureOut | None = Field(description="The same figure at the end of `compare`.")
    change: str = Field(description="How the value has changed since then, or empty.")
