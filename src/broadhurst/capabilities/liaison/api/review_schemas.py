"""Schemas of the answers about joint reviews."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.foundation.doors.schemas import Schema


class ReviewActionOut(Schema):
    """An action agreed at a joint review: one of the plan, or a request."""

    ref: str | None = Field(description="Null if you cannot see the record.")
    text: str
    owner: str = Field(description="The unit or the officer who had it at the review.")
    due_on: date = Field(description="As it was at the review.")
    stage: str | None = Field(description="As it is now.")


class ReviewAnswerOut(Schema):
    """A confirmation of a joint review, or a comment on it."""

    officer: str = Field(description="A username.")
    at: datetime
    is_confirmed: bool
    comment: str


class JointReviewOut(Schema):
    """A joint review of an OCG by its SIO and its LRO."""

    ref: str
    ocg: str
    met_on: date
    sio: str = Field(description="A username.")
    lro: str = Field(description="A username.")
    attended: list[str] = Field(description="The names of other people who attended.")
    reviewed: list[str]
    agreed: str
    next_on: date
    recorded_at: datetime
    recorded_by: str = Field(description="A username.")
    recorded_role: str = Field(description="Which lead recorded it: sio or lro.")
    is_confirmed: bool = Field(description="Whether the other lead has confirmed it.")
    actions: list[ReviewActionOut]
    answers: list[ReviewAnswerOut]
