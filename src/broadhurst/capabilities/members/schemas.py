"""Schemas of the answers about the people and identifiers of an OCG."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Identifier, Membership, Sex
from broadhurst.foundation.doors.schemas import Schema, one_of


class ReceiptOut(Schema):
    """The receipt of a deconfliction check."""

    receipt: str
    hit_count: int
    referred: int = Field(description="Possible matches that a deconfliction desk will review.")
    answer: str
    not_checked: list[str] = Field(description="The details left out, or only checked in part.")
    caveat: str = Field(description="The limits of the answer.")


class MemberOut(Schema):
    """A person in an OCG."""

    person: str = Field(description="The person's reference.")
    name: str
    aliases: list[str]
    born_on: date | None
    sex: Annotated[str, one_of(Sex, "")]
    category: Annotated[str, one_of(Membership.Category)]
    part: Annotated[str, one_of(Membership.Part)]
    is_exploited: bool
    needs_safeguarding: bool
    checks: list[ReceiptOut] = Field(description="The checks that this request made.")


class IdentifierOut(Schema):
    """A phone number, vehicle or other identifier of an OCG."""

    ref: str
    person: str | None = Field(description="The reference of the person who uses it.")
    kind: Annotated[str, one_of(Identifier.Kind)]
    value: str
    checks: list[ReceiptOut] = Field(description="The checks that this request made.")
