"""Schemas of the answers about self-assessments."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.foundation.doors.schemas import Schema, one_of


class SelfAssessmentOut(Schema):
    """An organisation's own judgement of a finding on a day."""

    ref: str
    organisation: str = Field(description="The key of the organisation.")
    finding: str = Field(description="The key of the finding.")
    report: str = Field(description="The reference of its report.")
    judgement: Annotated[str, one_of(Assessment.Judgement)]
    why: str
    assessed_on: date
    is_latest: bool = Field(description="Whether it counts: it is the latest, and not withdrawn.")
    shared_at: datetime | None = Field(description="When the inspectorate was let in.")
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class AssessedEvidenceOut(Schema):
    """A figure as it was counted, or a link to a record."""

    ref: str
    title: str = Field(description="The title of the figure, or the record if you can see it.")
    in_words: str = Field(description="The value of the figure with its unit, or empty.")
    scope: str
    since: date | None
    as_of: date | None
    method: str
    record: str | None = Field(description="The reference of a record that you can see.")
    note: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class SelfAssessmentCorrectionOut(Schema):
    """A correction: each changed field as it was and as it is."""

    corrected_at: datetime
    because: str
    changes: list[list[str]] = Field(
        description="A list of [field, earlier value, new value], as the page shows them."
    )


class SelfAssessmentDetailOut(SelfAssessmentOut):
    """A self-assessment with its evidence and its corrections."""

    evidence: list[AssessedEvidenceOut]
    corrections: list[SelfAssessmentCorrectionOut]


class OrganisationAssessedOut(Schema):
    """The latest judgements of an organisation on the findings of a report."""

    organisation: str = Field(description="The key of the organisation.")
    assessments: list[SelfAssessmentOut]
