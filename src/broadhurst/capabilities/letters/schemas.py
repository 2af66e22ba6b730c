"""Schemas of the answers about letters and what is kept for them."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.letters.models import Kind, Letter
from broadhurst.foundation.doors.schemas import Schema, one_of


class TemplateOut(Schema):
    """A template of letters, in its newest version."""

    ref: str
    title: str
    kind: Annotated[str, one_of(Kind)]
    version: int
    text: str = Field(description="Markdown with variables in {{ }}.")
    unit: str = Field(description="The key of the unit that keeps it.")
    written_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class VersionOut(Schema):
    """One version of a template. It never changes."""

    number: int
    text: str
    reason: str | None
    written_at: datetime


class VersionsOut(Schema):
    """Every version of a template, newest first."""

    items: list[VersionOut]


class VariableOut(Schema):
    """A variable that a template can have."""

    name: str
    meaning: str
    kinds: list[Annotated[str, one_of(Kind)]] = Field(description="The kinds of letter.")
    alone: bool = Field(description="Whether it must be on a line of its own.")


class VariablesOut(Schema):
    """All variables."""

    items: list[VariableOut]


class PictureOut(Schema):
    """A crest or a signature."""

    ref: str
    sha256: str
    alt: str = Field(description="The words for people who cannot see it.")


class HouseStyleOut(Schema):
    """The house style of a unit."""

    sender: str | None = Field(description="The address block. Null if none is set.")
    crest: PictureOut | None


class SignatoryOut(Schema):
    """Somebody who signs letters."""

    ref: str
    name: str
    office: str
    signature: PictureOut | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class RecipientOut(Schema):
    """Somebody who gets a letter of their own."""

    ref: str
    letter: str = Field(description="The reference of the letter.")
    name: str
    address: str
    greeting: str


class LetterOut(Schema):
    """A letter, with its recipients."""

    ref: str
    subject: str
    kind: Annotated[str, one_of(Kind)]
    template: str = Field(description="The reference of the template.")
    version: int = Field(description="The version of the template.")
    response: str | None = Field(description="The reference of the response.")
    report: str | None = Field(description="The reference of the report.")
    signatory: str = Field(description="The reference of the signatory.")
    paragraphs: list[str] = Field(description="The keys of the chosen paragraphs, in order.")
    text: str
    stage: Annotated[str, one_of(Letter.Stage)]
    recipients: list[RecipientOut]
    written_at: datetime
    returned_because: str | None
    dated: date | None
    issued_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    corrects: str | None = Field(description="The reference of the letter that it corrects.")
    correction: str | None
