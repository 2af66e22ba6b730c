"""Schemas of the answers about merges and splits."""

from datetime import datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class MergeOut(Schema):
    """A merge of one OCG into another."""

    ref: str
    ocg: str = Field(description="The reference of the OCG that ended.")
    into: str = Field(description="The reference of the OCG that stays.")
    because: str
    merged_by: str = Field(description="A username.")
    merged_at: datetime
    moved: list[str] = Field(description="How many records of each kind moved, as text.")
    undone_by: str | None
    undone_at: datetime | None
    undone_because: str
    kept: list[str] = Field(description="Records that were not moved back, because they changed.")


class PersonMergeOut(Schema):
    """A merge of two records of one person of an OCG."""

    ref: str
    ocg: str
    person: str = Field(description="The reference of the record that ended.")
    into: str = Field(description="The reference of the record that stays.")
    because: str
    merged_by: str = Field(description="A username.")
    merged_at: datetime
    undone_by: str | None
    undone_at: datetime | None
    undone_because: str
    kept: list[str] = Field(description="Records that were not moved back, because they changed.")


class MergePreviewOut(Schema):
    """The rows that a merge would move, and the reasons against it."""

    ocg: str
    into: str
    moves: list[str]
    both: list[str] = Field(description="Identifiers that both records have. `into` keeps its own.")
    notes: list[str] = Field(description="Advice before the merge, which does not stop it.")
    stops: list[str] = Field(description="Why the merge cannot be made now. Empty if it can.")


class SplitOut(Schema):
    """A split of an OCG into it and a new one."""

    ref: str
    ocg: str = Field(description="The reference of the OCG that was split.")
    new: str = Field(description="The reference of the new OCG.")
    because: str
    split_by: str = Field(description="A username.")
    split_at: datetime
    moved: list[str] = Field(
        description="How many records of each kind moved to the new OCG, as text."
    )
    undone_by: str | None
    undone_at: datetime | None
    undone_because: str
    kept: list[str] = Field(description="Records that were not moved back, because they changed.")


class SplitPreviewOut(Schema):
    """The records that a split would move and leave, and the reasons against it."""

    ocg: str
    goes: list[str]
    stays: list[str]
    stops: list[str] = Field(description="Why the split cannot be made now. Empty if it can.")
