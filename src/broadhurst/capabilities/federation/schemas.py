"""Schemas of the answers to another instance."""

from datetime import date

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class TakenOut(Schema):
    """An exchange of tokens."""

    exchange: str
    size: int = Field(description="How many tokens were accepted.")
    others: int = Field(description="How many other publishers used the same key that day.")


class PointerOut(Schema):
    """The fact that another publisher has the same token."""

    ref: str
    day: date
    token: str = Field(description="In hexadecimal digits.")
    contact: str = Field(description="The organisation and its duty contact.")


class PointersOut(Schema):
    """Every pointer of a publisher."""

    pointers: list[PointerOut]
