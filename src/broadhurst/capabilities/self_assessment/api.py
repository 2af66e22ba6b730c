"""The JSON API of self-assessments."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.self_assessment.commands import (
    assess,
    cite_figure,
    correct,
    link_record,
    share,
    stop_sharing,
    withdraw,
    withdraw_evidence,
)
from broadhurst.capabilities.self_assessment.lists import ASSESSMENTS
from broadhurst.capabilities.self_assessment.models import Assessment, Correction, Evidence
from broadhurst.capabilities.self_assessment.queries.assessments import (
    assessments,
    evidence_of,
    findings,
)
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


@router.post(
    "/findings/{key}/assess",
    **api.verb(
        assess.AssessForm,
        "Assess your organisation against a finding",
        201,
        answer=SelfAssessmentOut,
    ),
)
def assessed(request: ActingRequest, key: str) -> HttpResponse:
    finding = api.find(request, findings(), key=key)
    form, then = assess.AssessForm, assess.assess
    return api.ask(request, form, then, as_json=_again, status=201, finding=finding)


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


@router.post(
    "/self-assessments/{ref}/correct",
    **api.verb(correct.CorrectForm, "Correct a self-assessment", answer=SelfAssessmentOut),
)
def corrected(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, correct.CorrectForm, correct.correct)


@router.post(
    "/self-assessments/{ref}/cite-figure",
    **api.verb(
        cite_figure.CiteFigureForm, "Cite a figure as evidence", 201, answer=AssessedEvidenceOut
    ),
)
def cited(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = cite_figure.CiteFigureForm, cite_figure.cite_figure
    return _ask(request, ref, form, then, as_json=as_evidence, status=201)


@router.post(
    "/self-assessments/{ref}/link-record",
    **api.verb(
        link_record.LinkRecordForm, "Link a record as evidence", 201, answer=AssessedEvidenceOut
    ),
)
def record_linked(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = link_record.LinkRecordForm, link_record.link_record
    return _ask(request, ref, form, then, as_json=as_evidence, status=201)


@router.post(
    "/self-assessments/{ref}/withdraw-evidence",
    **api.verb(
        withdraw_evidence.WithdrawEvidenceForm,
        "Withdraw evidence of a self-assessment",
        answer=AssessedEvidenceOut,
    ),
)
def evidence_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = withdraw_evidence.WithdrawEvidenceForm, withdraw_evidence.withdraw_evidence
    return _ask(request, ref, form, then, as_json=as_evidence)


@router.post(
    "/self-assessments/{ref}/share",
    **api.verb(
        share.ShareForm, "Share a self-assessment with the inspectorate", answer=SelfAssessmentOut
    ),
)
def shared(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, share.ShareForm, share.share)


@router.post(
    "/self-assessments/{ref}/stop-sharing",
    **api.verb(
        stop_sharing.StopSharingForm,
        "Stop sharing a self-assessment with the inspectorate",
        answer=SelfAssessmentOut,
    ),
)
def sharing_stopped(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, stop_sharing.StopSharingForm, stop_sharing.stop_sharing)


@router.post(
    "/self-assessments/{ref}/withdraw",
    **api.verb(withdraw.WithdrawForm, "Withdraw a self-assessment", answer=SelfAssessmentOut),
)
def withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, withdraw.WithdrawForm, withdraw.withdraw)


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


def _ask(request: ActingRequest, ref: str, form: Any, then: Any, **answer: Any) -> HttpResponse:
    assessment = api.find(request, assessments(), ref=ref)
    how = {"as_json": _again} | answer
    return api.ask(request, form, then, assessment=assessment, **how)


def _again(assessment: Assessment) -> SelfAssessmentOut:
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
