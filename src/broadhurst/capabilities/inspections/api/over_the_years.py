"""API endpoint for a finding over the years."""

from datetime import date
from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from broadhurst.capabilities.inspections.api.schemas import FindingOut
from broadhurst.capabilities.inspections.api.shapes import as_finding
from broadhurst.capabilities.inspections.models import Answer
from broadhurst.capabilities.inspections.queries.over_the_years import (
    Answered,
    Occurrence,
    over_the_years,
)
from broadhurst.capabilities.inspections.queries.reports import findings
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.schemas import Schema, one_of
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


class PublishedAnswerOut(Schema):
    """A published response to a finding's report. Its answer is null if you cannot see it."""

    response: str
    body: str = Field(description="The key of the policing body.")
    force: str = Field(description="The key of the force.")
    published_on: date
    answer: Annotated[str, one_of(Answer.Kind)] | None
    explanation: str | None
    comments: str | None = Field(
        description="The body's comments on the report, if the finding has no answer of its own."
    )


class OccurrenceOut(Schema):
    """A finding in one of the reports that it came back in."""

    finding: FindingOut
    report: str
    published_on: date
    responses: list[PublishedAnswerOut]
    own_statuses: dict[str, int] = Field(description="How many organisations have each status.")


class OverTheYearsOut(Schema):
    """A finding, those that it repeats or supersedes, and those after it, oldest first."""

    occurrences: list[OccurrenceOut]


@router.get(
    "/findings/{key}/over-the-years",
    summary="A finding in each report that it came back in",
    response=OverTheYearsOut,
)
def finding_over_the_years(request: ActingRequest, key: str) -> HttpResponse:
    finding = api.find(request, findings(), key=key)
    rows = over_the_years(finding, request.actor)
    return api.answer(OverTheYearsOut(occurrences=[_as_occurrence(row) for row in rows]))


def _as_occurrence(row: Occurrence) -> OccurrenceOut:
    return OccurrenceOut(
        finding=as_finding(row.finding),
        report=row.finding.report.ref,
        published_on=row.finding.report.published_on,
        responses=[_as_published_answer(answered) for answered in row.answered],
        own_statuses=dict(row.counts),
    )


def _as_published_answer(answered: Answered) -> PublishedAnswerOut:
    publication, answer = answered.publication, answered.answer
    return PublishedAnswerOut(
        response=publication.ref,
        body=publication.body.key,
        force=publication.force.key,
        published_on=publication.first_published_on,
        answer=answer.answer if answer else None,
        explanation=answer.explanation if answer else None,
        comments=answered.comments or None,
    )
