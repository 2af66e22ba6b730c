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


def as_report(one: Report) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "key": one.key,
        "title": one.title,
        "publisher": one.publisher.key,
        "published_on": one.published_on if one.published_day_known else None,
        "last_day": one.last_day,
        "day": one.day(clock.today()),
        "url": one.url,
        "grades": one.grades,
        **_corrected(one),
    }


def _corrected(one: Report | Finding) -> dict[str, Any]:
    return {
        "corrected_at": one.corrected_at,
        "corrected_because": one.corrected_because or None,
        "withdrawn_at": one.withdrawn_at,
        "withdrawn_because": one.withdrawn_because or None,
    }


def as_finding(one: Finding) -> dict[str, Any]:
    return {
        "key": one.key,
        "number": one.number,
        "kind": one.kind,
        "text": one.text,
        "is_verbatim": one.is_verbatim,
        "due_on": one.due_on,
        "parent": one.parent.key if one.parent else None,
        "recurs_from": one.recurs_from.key if one.recurs_from else None,
        **_corrected(one),
    }


def as_act(one: InspectorateAct) -> dict[str, Any]:
    return {
        "id": one.pk,
        "finding": one.finding.key,
        "body": one.agency.key,
        "acted_on": one.acted_on,
        "status": one.status or None,
        "text": one.text,
        "source": one.source,
        "is_withdrawal": one.is_withdrawal,
        "corrects": one.corrects_id,
        "because": one.because or None,
    }


def as_our_status(one: OurStatus) -> dict[str, Any]:
    return {
        "finding": one.finding.key,
        "body": one.agency.key,
        "status": one.status,
        "because": one.because or None,
    }


def as_response(one: Response) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "report": one.report.ref,
        "body": one.body.key,
        "force": one.force.key,
        "stage": one.stage,
        "due_on": one.last_day,
        "comments_due_on": one.comments_due_on,
        "published_on": one.published_on,
        "published_url": one.published_url or None,
        "is_late": one.is_late,
        "version": one.version,
        "corrects": one.corrects.ref if one.corrects else None,
        "correction": one.correction or None,
        "withdrawn_because": one.withdrawn_because or None,
        "paragraphs": [paragraph["key"] for paragraph in one.paragraphs],
        "sent_to_hmicfrs_on": one.sent_to_hmicfrs_on,
        "sent_to_home_secretary_on": one.sent_to_home_secretary_on,
    }


def as_answer(one: Answer) -> dict[str, Any]:
    return {"finding": one.finding.key, "answer": one.answer, "explanation": one.explanation}


def as_evidence(one: Evidence) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "kind": one.kind,
        "name": one.name,
        "since": one.since,
        "as_of": one.as_of,
        "figure": one.figure or None,
        "is_publishable": one.is_publishable,
        "withdrawn_at": one.withdrawn_at,
    }


def as_publication(one: Publication) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "title": one.title,
        "published_on": one.published_on,
        "due_on": one.due_on,
        "is_late": one.is_late,
        "version": one.version,
        "corrects": one.corrects.ref if one.corrects else None,
        "corrected_because": one.corrected_because or None,
        "url": one.url or None,
        "figures": one.figures,
    }
