"""Schemas of the answers of search."""

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class SearchResultOut(Schema):
    """A record that a search found."""

    title: str
    ref: str = Field(description="Empty for an organisation, unit or officer.")
    context: str = Field(description="One line about the record.")
    href: str = Field(description="The address of its page, or empty if you cannot open it.")


class SearchGroupOut(Schema):
    """The results of one kind of record, best first."""

    kind: str
    title: str
    has_more: bool = Field(description="To see more, search again with this kind.")
    items: list[SearchResultOut]


class SearchOut(Schema):
    """The results of a search."""

    q: str
    did_you_mean: str
    groups: list[SearchGroupOut]


class ForgottenOut(Schema):
    """How many recent searches were deleted."""

    count: int


class RecentSearchesOut(Schema):
    """An officer's recent searches, newest first."""

    items: list[str]
