"""The JSON API of self-assessments."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.self_assessment.lists import ASSESSMENTS
from broadhurst.capabilities.self_assessment.models import Assessment, Correction, Evidence
from broadhurst.capabilities.self_assessment.queries.assessments import assessments, evidence_of
from broadhurst.capabilities.self_assessment.queries.records import Linked, linked
from broadhurst.capabilities.self_assessment.queries.side_by_side import side_by_side
from broadhurst.capabilities.self_assessment.schemas import (
    AssessedEvidenceOut,
    OrganisationAssessedOut,
    SelfAssessmentCorrectionOut,
    SelfAssessmentDetailOut,
    SelfAssessmentOut,
)
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["self-assessments"])


@router.get(
    "/self-assessments",
    **lists.listing(ASSESSMENTS, "List the self-assessments you can see", SelfAssessmentOut),
)
def list_assessments(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, ASSESSMENTS, as_assessment)


@router.get(
    "/reports/{ref}/self-assessments",
    summary="The latest self-assessments of a report, by organisation",
    response=api.items_of(OrganisationAssessedOut),
)
def of_report(request: ActingRequest, ref: str) -> HttpResponse:
    report = api.find(request, Report.objects.all(), ref=ref)
    return api.all_of(side_by_side(report).rows, _as_organisation)


@router.get(
    "/self-assessments/{ref}",
    summary="One self-assessment with its evidence and corrections",
    response=SelfAssessmentDetailOut,
)
def one_assessment(request: ActingRequest, ref: str) -> HttpResponse:
    assessment = api.find(request, assessments(), ref=ref)
    evidence = list(evidence_of(assessment))
    records = linked(item.record for item in evidence if item.record)
    return api.answer(
        SelfAssessmentDetailOut(
            **as_assessment(assessment).model_dump(),
            evidence=[_as_evidence(item, records) for item in evidence],
            corrections=[_as_correction(correction) for correction in assessment.corrections.all()],
        )
    )


def as_assessment(assessment: Any) -> SelfAssessmentOut:
    """Return a self-assessment, with whether it counts."""
    return SelfAssessmentOut(
        ref=assessment.ref,
        organisation=assessment.agency.key,
        finding=assessment.finding.key,
        report=assessment.finding.report.ref,
        judgement=assessment.judgement,
        why=assessment.why,
        assessed_on=assessment.assessed_on,
        is_latest=assessment.is_latest,
        shared_at=assessment.shared_at,
        withdrawn_at=assessment.withdrawn_at,
        withdrawn_because=assessment.withdrawn_because or None,
    )


def as_evidence(evidence: Evidence) -> AssessedEvidenceOut:
    """Return evidence, with the record if the reader can see it."""
    return _as_evidence(evidence, linked([evidence.record]))


def as_changed(assessment: Assessment) -> SelfAssessmentOut:
    """Return a self-assessment as it is after a command: `is_latest` may have changed."""
    return as_assessment(assessments().get(pk=assessment.pk))


def _as_evidence(evidence: Evidence, records: dict[str, Linked]) -> AssessedEvidenceOut:
    figure: dict[str, Any] = evidence.figure or {}
    record = records.get(evidence.record)
    return AssessedEvidenceOut(
        ref=evidence.ref,
        title=figure.get("title") or (record.name if record else "A record you cannot see"),
        in_words=figure.get("in_words", ""),
        scope=figure.get("scope", ""),
        since=_day(figure.get("since")),
        as_of=_day(figure.get("as_of")),
        method=figure.get("method", ""),
        record=record.ref if record else None,
        note=evidence.note,
        added_at=evidence.added_at,
        withdrawn_at=evidence.withdrawn_at,
        withdrawn_because=evidence.withdrawn_because or None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _as_correction(correction: Correction) -> SelfAssessmentCorrectionOut:
    return SelfAssessmentCorrectionOut(
        corrected_at=correction.corrected_at, because=correction.because, changes=correction.changes
    )


def _as_organisation(row: tuple[Agency, list[Any]]) -> OrganisationAssessedOut:
    agency, cells = row
    return OrganisationAssessedOut(
        organisation=agency.key,
        assessments=[as_assessment(cell.assessment) for cell in cells if cell.assessment],
    )
