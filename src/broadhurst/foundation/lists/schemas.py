"""Schemas of the answers about lists."""

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class SavedFilterOut(Schema):
    """A saved filter of a list."""

    ref: str
    list: str = Field(description="The key of the list.")
    name: str
    query: str = Field(description="The query string of the list's page and API operation.")
    shared: bool = Field(description="Whether it is shared with the officer's unit.")
    made_by: str = Field(description="A username.")


class RowResultOut(Schema):
    """The result of a command on one of several rows."""

    ref: str
    done: bool = Field(description="In a preview: whether the command would be done.")
    objections: list[str] = Field(description="Why the command was refused for this row.")
