"""Schemas of the answers about reports, findings, responses and evidence."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from broadhurst.capabilities.clearance.schemas import ClearanceStepOut, MoveOut
from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    InspectorateAct,
    OurStatus,
    Response,
)
from broadhurst.foundation.doors.schemas import Schema, one_of

Figures = Annotated[
    list[dict[str, Any]], Field(description="The numbered figures of the letter, as in /figures.")
]
BecauseOrNull = Annotated[str | None, Field(description="The reason, if it was corrected.")]


class ReportOut(Schema):
    """A report of the inspectorate."""

    ref: str
    key: str
    title: str
    publisher: str = Field(description="The key of an organisation.")
    published_on: date | None = Field(description="Null if the day is not known.")
    last_day: date | None = Field(description="The last of the 56 days to respond.")
    day: int | None = Field(description="Which of the 56 days today is.")
    url: str
    grades: list[dict[str, Any]] = Field(
        description="An organisation (body), the question (empty: overall) and the grade."
    )
    corrected_at: datetime | None
    corrected_because: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class FindingOut(Schema):
    """A finding of a report."""

    key: str
    number: str
    kind: Annotated[str, one_of(Finding.Kind)]
    text: str
    is_verbatim: bool
    due_text: str = Field(description="The deadline in the words of the report.")
    due_on: date | None
    parent: str | None = Field(description="The key of the finding that it belongs to.")
    recurs_from: str | None = Field(description="The key of an earlier finding.")
    corrected_at: datetime | None
    corrected_because: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class ActOut(Schema):
    """An update of the inspectorate on a finding."""

    id: int
    finding: str
    body: str = Field(description="The key of the organisation.")
    acted_on: date
    status: Annotated[str, one_of(InspectorateAct.Status)] | None
    text: str
    source: str
    is_withdrawal: bool
    corrects: int | None = Field(description="The id of the update that it corrects.")
    because: BecauseOrNull


class StatusesOut(Schema):
    """An organisation's own status of a finding, and the inspectorate's."""

    body: str = Field(description="The key of the organisation.")
    ours: str
    inspectorate: str | None
    owner: str | None = Field(description="The name of the officer or unit that acts on it.")
    superseded_by: str | None = Field(description="The key of the finding that superseded it.")


class FindingDetailOut(FindingOut):
    """A finding with its statuses and the updates of the inspectorate."""

    statuses: list[StatusesOut]
    acts: list[ActOut]


class ReportDetailOut(ReportOut):
    """A report with its findings."""

    findings: list[FindingDetailOut]


class RemovedOut(Schema):
    """A report that was removed."""

    removed: str = Field(description="The reference that the report had.")


class OurStatusOut(Schema):
    """An organisation's own status of a finding."""

    finding: str
    body: str = Field(description="The key of the organisation.")
    status: Annotated[str, one_of(OurStatus.Status)]
    set_at: datetime
    owner: str | None = Field(description="The username of the officer who acts on it.")
    owner_unit: str | None = Field(description="The key of the unit that acts on it.")
    note: str | None
    superseded_by: str | None = Field(description="The key of the finding that superseded it.")
    because: BecauseOrNull


class ResponseOut(Schema):
    """A policing body's response to a report."""

    ref: str
    report: str
    body: str = Field(description="The key of the local policing body.")
    force: str = Field(description="The key of the police force.")
    stage: Annotated[str, one_of(Response.Stage)]
    due_on: date | None = Field(description="The last of the 56 days.")
    comments_due_on: date | None
    published_on: date | None
    published_url: str | None
    is_late: bool
    version: int
    corrects: str | None = Field(description="The reference of the version before.")
    correction: str | None
    withdrawn_because: str | None
    paragraphs: list[str] = Field(description="The keys of the chosen paragraphs.")
    sent_to_hmicfrs_on: date | None
    sent_to_home_secretary_on: date | None


class RecountOut(Schema):
    """A figure that a draft cites, and its value today."""

    evidence: str = Field(description="The reference of the evidence.")
    cited: str
    today: str
    has_drifted: bool


class AnswerOut(Schema):
    """The answer to one finding."""

    finding: str
    answer: Annotated[str, one_of(Answer.Kind)]
    explanation: str
    owner: str | None = Field(description="The username of the owner of a proposed action.")
    due_on: date | None = Field(description="When a proposed action will be done.")
    also_answers: list["SharedAnswerOut"]


class SharedAnswerOut(Schema):
    """A finding of another report that an answer answers too."""

    ref: str
    response: str
    finding: str = Field(description="The key of the finding with the answer.")
    also_answers: str = Field(description="The key of the finding of the other report.")
    report: str = Field(description="The reference of the other report.")
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class ResponseDetailOut(ResponseOut):
    """A response with its answers and its letter."""

    remaining: list[str] = Field(description="The steps left to do.")
    clearance: list[ClearanceStepOut] = Field(description="In order. Empty if published elsewhere.")
    clearance_history: list[MoveOut]
    recounts: list[RecountOut] = Field(
        description="The figures of a draft that you can count, as they are today."
    )
    answers: list[AnswerOut]
    letter: str = Field(description="In Markdown.")
    figures: Figures


class EvidenceOut(Schema):
    """Evidence for an answer: a figure, frozen as of a day."""

    ref: str
    kind: Annotated[str, one_of(Evidence.Kind)]
    name: str
    since: date | None
    as_of: date
    figure: dict[str, Any] | None
    records: list[str] = Field(description="The references of the records that it links to.")
    is_publishable: bool
    withdrawn_at: datetime | None


class ParagraphOut(Schema):
    """A standard paragraph of an organisation's letters."""

    ref: str
    organisation: str
    title: str
    text: str
    written_at: datetime
    withdrawn_at: datetime | None


class ChosenParagraphOut(Schema):
    """A paragraph that a letter has or can have."""

    key: str
    title: str
    text: str = Field(
        description="The paragraph's text. Empty if Broadhurst writes it from records."
    )
    as_of: str = Field("", description="The day of its figures, if it was chosen with figures.")


class ParagraphsOut(Schema):
    """The paragraphs of a letter."""

    chosen: list[ChosenParagraphOut]
    offered: list[ChosenParagraphOut]
