"""Reports, findings, responses and evidence as JSON."""

from typing import Any

from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    InspectorateAct,
    OurStatus,
    Publication,
    Report,
    Response,
)
from broadhurst.foundation import clock


def as_report(report: Report) -> dict[str, Any]:
    return {
        "ref": report.ref,
        "key": report.key,
        "title": report.title,
        "publisher": report.publisher.key,
        "published_on": report.published_on if report.published_day_known else None,
        "last_day": report.last_day,
        "day": report.day(clock.today()),
        "url": report.url,
        "grades": report.grades,
        **_corrected(report),
    }


def _corrected(row: Report | Finding) -> dict[str, Any]:
    return {
        "corrected_at": row.corrected_at,
        "corrected_because": row.corrected_because or None,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_because": row.withdrawn_because or None,
    }


def as_finding(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "number": finding.number,
        "kind": finding.kind,
        "text": finding.text,
        "is_verbatim": finding.is_verbatim,
        "due_on": finding.due_on,
        "parent": finding.parent.key if finding.parent else None,
        "recurs_from": finding.recurs_from.key if finding.recurs_from else None,
        **_corrected(finding),
    }


def as_act(act: InspectorateAct) -> dict[str, Any]:
    return {
        "id": act.pk,
        "finding": act.finding.key,
        "body": act.agency.key,
        "acted_on": act.acted_on,
        "status": act.status or None,
        "text": act.text,
        "source": act.source,
        "is_withdrawal": act.is_withdrawal,
        "corrects": act.corrects_id,
        "because": act.because or None,
    }


def as_our_status(status: OurStatus) -> dict[str, Any]:
    return {
        "finding": status.finding.key,
        "body": status.agency.key,
        "status": status.status,
        "because": status.because or None,
    }


def as_response(response: Response) -> dict[str, Any]:
    return {
        "ref": response.ref,
        "report": response.report.ref,
        "body": response.body.key,
        "force": response.force.key,
        "stage": response.stage,
        "due_on": response.last_day,
        "comments_due_on": response.comments_due_on,
        "published_on": response.published_on,
        "published_url": response.published_url or None,
        "is_late": response.is_late,
        "version": response.version,
        "corrects": response.corrects.ref if response.corrects else None,
        "correction": response.correction or None,
        "withdrawn_because": response.withdrawn_because or None,
        "paragraphs": [paragraph["key"] for paragraph in response.paragraphs],
        "sent_to_hmicfrs_on": response.sent_to_hmicfrs_on,
        "sent_to_home_secretary_on": response.sent_to_home_secretary_on,
    }


def as_answer(answer: Answer) -> dict[str, Any]:
    return {
        "finding": answer.finding.key,
        "answer": answer.answer,
        "explanation": answer.explanation,
    }


def as_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "ref": evidence.ref,
        "kind": evidence.kind,
        "name": evidence.name,
        "since": evidence.since,
        "as_of": evidence.as_of,
        "figure": evidence.figure or None,
        "is_publishable": evidence.is_publishable,
        "withdrawn_at": evidence.withdrawn_at,
    }


def as_publication(publication: Publication) -> dict[str, Any]:
    return {
        "ref": publication.ref,
        "title": publication.title,
        "published_on": publication.published_on,
        "due_on": publication.due_on,
        "is_late": publication.is_late,
        "version": publication.version,
        "corrects": publication.corrects.ref if publication.corrects else None,
        "corrected_because": publication.corrected_because or None,
        "url": publication.url or None,
        "figures": publication.figures,
    }
