"""The JSON door of inspections."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.commands import (
    add_evidence,
    address,
    answer,
    clear,
    comment,
    draft,
    invite_comments,
    open_response,
    publish,
    record_act,
    record_finding,
    record_report,
    record_sending,
    set_our_status,
    withdraw_evidence,
)
from broadhurst.capabilities.inspections.figures.letter import compose
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
from broadhurst.capabilities.inspections.queries.reports import findings, reports, statuses
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    evidence,
    remaining,
    responses,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["inspections"])


@router.get("/reports", summary="List the inspection reports")
def list_reports(request: ActingRequest) -> HttpResponse:
    return api.listed(request, reports(), by="-published_on", as_json=as_report)


@router.post("/reports", **api.verb(record_report.RecordReportForm, "Record a report"))
def report_recorded(request: ActingRequest) -> HttpResponse:
    form, then = record_report.RecordReportForm, record_report.record_report
    return api.ask(request, form, then, as_json=as_report, status=201)


@router.get("/reports/{ref}", summary="One report with its findings and their statuses")
def one_report(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, reports(), ref=ref)
    rows = list(findings().filter(report=found).order_by("number", "pk"))
    told = statuses(rows)
    listed = [
        as_finding(row)
        | {
            "statuses": [
                {"body": one.agency.key, "ours": one.ours, "inspectorate": one.theirs or None}
                for one in told[row.pk]
            ]
        }
        for row in rows
    ]
    return api.answer(as_report(found) | {"findings": listed})


@router.post(
    "/reports/{ref}/record-finding",
    **api.verb(record_finding.RecordFindingForm, "Record a finding"),
)
def finding_recorded(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, reports(), ref=ref)
    form, then = record_finding.RecordFindingForm, record_finding.record_finding
    return api.ask(request, form, then, as_json=as_finding, status=201, report=found)


@router.post(
    "/reports/{ref}/open-response", **api.verb(open_response.OpenResponseForm, "Open a response")
)
def response_opened(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, reports(), ref=ref)
    form, then = open_response.OpenResponseForm, open_response.open_response
    return api.ask(request, form, then, as_json=as_response, status=201, report=found)


@router.post("/findings/{key}/record-act", **api.verb(record_act.RecordActForm, "Record an act"))
def act_recorded(request: ActingRequest, key: str) -> HttpResponse:
    found = api.find(request, findings(), key=key)
    form, then = record_act.RecordActForm, record_act.record_act
    return api.ask(request, form, then, as_json=as_act, status=201, finding=found)


@router.post(
    "/findings/{key}/set-our-status", **api.verb(set_our_status.SetOurStatusForm, "Set our status")
)
def our_status_set(request: ActingRequest, key: str) -> HttpResponse:
    found = api.find(request, findings(), key=key)
    form, then = set_our_status.SetOurStatusForm, set_our_status.set_our_status
    return api.ask(request, form, then, as_json=as_our_status, finding=found)


@router.get("/responses/{ref}", summary="One response: what remains, its answers, its letter")
def one_response(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, responses(), ref=ref)
    if found.stage == Response.Stage.PUBLISHED:
        letter, figures = found.frozen_markdown, found.frozen_figures
    else:
        now = compose(found, clock.today())
        letter, figures = now.markdown, now.figures
    return api.answer(
        as_response(found)
        | {
            "remaining": remaining(found, clock.today()),
            "answers": [as_answer(one) for one in answers_of(found).values()],
            "letter": letter,
            "figures": figures,
        }
    )


def _on_response(
    request: ActingRequest, ref: str, form: type[Ask], then: Callable[..., Any], key: str = ""
) -> HttpResponse:
    subject: dict[str, Any] = {"response": api.find(request, responses(), ref=ref)}
    if key:
        subject["finding"] = api.find(request, findings(), key=key)
    as_json: dict[str, api.AsJson] = {
        "answer": as_answer,
        "add_evidence": as_evidence,
        "publish": as_publication,
    }
    shape = as_json.get(then.__name__, as_response)
    return api.ask(request, form, then, as_json=shape, **subject)


@router.post(
    "/responses/{ref}/invite-comments",
    **api.verb(invite_comments.InviteCommentsForm, "Invite the chief officer's comments"),
)
def response_invite_comments(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(
        request, ref, invite_comments.InviteCommentsForm, invite_comments.invite_comments
    )


@router.post(
    "/responses/{ref}/comment", **api.verb(comment.CommentForm, "Comment for the chief officer")
)
def response_comment(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, comment.CommentForm, comment.comment)


@router.post("/responses/{ref}/address", **api.verb(address.AddressForm, "Address the letter"))
def response_address(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, address.AddressForm, address.address)


@router.post(
    "/responses/{ref}/draft", **api.verb(draft.DraftForm, "Write the policing body's comments")
)
def response_draft(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, draft.DraftForm, draft.draft)


@router.post("/responses/{ref}/clear", **api.verb(clear.ClearForm, "Clear a response"))
def response_clear(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, clear.ClearForm, clear.clear)


@router.post("/responses/{ref}/publish", **api.verb(publish.PublishForm, "Publish a response"))
def response_publish(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, publish.PublishForm, publish.publish)


@router.post(
    "/responses/{ref}/record-sending",
    **api.verb(record_sending.RecordSendingForm, "Record a sending"),
)
def response_record_sending(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(
        request, ref, record_sending.RecordSendingForm, record_sending.record_sending
    )


@router.post(
    "/responses/{ref}/findings/{key}/answer", **api.verb(answer.AnswerForm, "Answer a finding")
)
def response_answer(request: ActingRequest, ref: str, key: str) -> HttpResponse:
    return _on_response(request, ref, answer.AnswerForm, answer.answer, key)


@router.post(
    "/responses/{ref}/findings/{key}/add-evidence",
    **api.verb(add_evidence.AddEvidenceForm, "Add evidence to an answer"),
)
def response_add_evidence(request: ActingRequest, ref: str, key: str) -> HttpResponse:
    return _on_response(request, ref, add_evidence.AddEvidenceForm, add_evidence.add_evidence, key)


@router.post(
    "/evidence/{ref}/withdraw",
    **api.verb(withdraw_evidence.WithdrawEvidenceForm, "Withdraw evidence"),
)
def evidence_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, evidence(), ref=ref)
    form, then = withdraw_evidence.WithdrawEvidenceForm, withdraw_evidence.withdraw_evidence
    return api.ask(request, form, then, as_json=as_evidence, evidence=found)


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
    }


def as_finding(one: Finding) -> dict[str, Any]:
    return {
        "key": one.key,
        "number": one.number,
        "kind": one.kind,
        "text": one.text,
        "is_verbatim": one.is_verbatim,
        "due_on": one.due_on,
        "recurs_from": one.recurs_from.key if one.recurs_from else None,
    }


def as_act(one: InspectorateAct) -> dict[str, Any]:
    return {
        "finding": one.finding.key,
        "body": one.agency.key,
        "acted_on": one.acted_on,
        "status": one.status or None,
        "text": one.text,
        "source": one.source,
    }


def as_our_status(one: OurStatus) -> dict[str, Any]:
    return {"finding": one.finding.key, "body": one.agency.key, "status": one.status}


def as_response(one: Response) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "report": one.report.ref,
        "body": one.body.key,
        "force": one.force.key,
        "stage": one.stage,
        "due_on": one.due_on,
        "comments_due_on": one.comments_due_on,
        "published_on": one.published_on,
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
        "figures": one.figures,
    }
