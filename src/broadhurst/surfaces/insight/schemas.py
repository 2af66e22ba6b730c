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
    said: str = Field(description="The value in words.")
    as_of: date
    since: date | None
    scope: str = Field(description="Whose records are counted, in words.")
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
    said: str


class FigureWithPartsOut(FigureOut):
    """A figure, and the same of each organisation of its scope."""

    parts: list[FigurePartOut] = Field(description="Empty unless it counts several organisations.")


class FigureRowOut(FigureWithPartsOut):
    """A figure in a list."""

    record_count: int | None = Field(
        description="How many of its records you may open. Null for a figure of organisations: "
        "ask for that figure alone to see its records."
    )


class FigureDetailOut(FigureWithPartsOut):
    """A figure and the records that you may open."""

    then: FigureOut | None = Field(description="The same figure at the end of `compare`.")
    change: str = Field(description="The change since then in words, or empty.")

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
