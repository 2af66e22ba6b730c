"""Pages of reports and findings, and of the response to a report."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

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
    take_copy,
    withdraw_evidence,
)
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import Publication, Response
from broadhurst.capabilities.inspections.queries.reports import (
    findings,
    line_of,
    reports,
    statuses,
)
from broadhurst.capabilities.inspections.queries.responses import evidence, remaining, responses
from broadhurst.capabilities.inspections.queries.shown import (
    answer_rows,
    finding_rows,
    report_rows,
    verbs_on,
)
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.rules.responses import objections_to_open
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.markdown import CannotRender
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.workflow import Refused

Page = Callable[..., HttpResponse]
LAW = "Section 55 of the Police Act 1996: "


class AsOfForm(forms.Form):
    as_of = DateField(label="As of", required=False)


def reports_page(request: ActingRequest) -> HttpResponse:
    """The reports, newest first, each with its clock and the responses the actor may see."""
    page = page_by_key(reports(), request.GET, by="-published_on")
    shown = {
        "page": page,
        "rows": report_rows(page.rows, clock.today()),
        "may_record": not objections_to_record(request.actor.roles),
    }
    return render(request, "inspections/reports.html", shown)


def report_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One report: its clock, its findings, and what we and the inspectorate say of each."""
    report = web.find(request, reports(), ref=ref)
    ours = list(responses().filter(report=report))
    shown = {
        "report": report,
        "day": report.day(clock.today()),
        "findings": finding_rows(report, ours, request.actor),
        "responses": ours,
        "publications": Publication.objects.filter(report=report).defer("pdf", "docx", "html"),
        "may_record": not objections_to_record(request.actor.roles),
        "may_open": not objections_to_open(
            request.actor, is_open=any(one.body_id == request.actor.agency.pk for one in ours)
        ),
    }
    return render(request, "inspections/report.html", shown)


def finding_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One finding: the earlier ones it repeats, each body's two statuses, and the acts."""
    finding = web.find(request, findings(), key=ref)
    shown = {
        "finding": finding,
        "earlier": line_of(finding),
        "later": finding.recurrences.select_related("report"),
        "statuses": statuses([finding])[finding.pk],
        "acts": finding.acts.select_related("agency").order_by("agency__name", "acted_on", "pk"),
        "may_record": not objections_to_record(request.actor.roles),
        "is_ours": finding.addressees.filter(agency=request.actor.agency).exists(),
    }
    return render(request, "inspections/finding.html", shown)


def response_page(request: ActingRequest, ref: str) -> HttpResponse:
    """The workbench of a response: what remains, its answers, and their evidence."""
    response, today = web.find(request, responses(), ref=ref), clock.today()
    shown = {
        "response": response,
        "day": response.report.day(response.published_on or today),
        "left": remaining(response, today),
        "answers": answer_rows(response),
        "verbs": verbs_on(response, request.actor),
        "is_sent": response.sent_to_hmicfrs_on and response.sent_to_home_secretary_on,
    }
    return render(request, "inspections/response.html", shown)


def letter_page(request: ActingRequest, ref: str) -> HttpResponse:
    """The letter as it was published; before that, as it reads today or as of another day."""
    response = web.find(request, responses(), ref=ref)
    form = AsOfForm(request.GET or None)
    as_of = form.cleaned_data["as_of"] if form.is_valid() else None
    shown: dict[str, Any] = {"response": response, "form": form}
    if response.stage == Response.Stage.PUBLISHED:
        text = SafeString(Publication.objects.get(ref=ref).html)
        shown |= {"text": text, "figures": response.frozen_figures, "dated": response.published_on}
        return render(request, "inspections/letter.html", shown)
    letter = compose(response, as_of or clock.today())
    shown |= {"figures": letter.figures, "dated": letter.dated}
    try:
        shown["text"] = html(letter.text)
    except CannotRender as cannot:
        shown["problem"] = str(cannot)
    return render(request, "inspections/letter.html", shown)


def copy_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """The letter as a file: a disclosure, and kept as one."""
    if form not in take_copy.FORMATS:
        raise Http404
    response = web.find(request, responses(), ref=ref)
    try:
        copy = take_copy.take_copy(actor=request.actor, response=response, form=form)
    except Refused as refused:
        shown = {"title": "This letter cannot be set", "objections": refused.objections}
        back = {
            "status": 409,
            "back": reverse("response", args=[ref]),
            "link_text": "Back to the response",
        }
        return render(request, "govuk/problem.html", shown | back, status=409)
    headers = {"Content-Disposition": f'attachment; filename="{ref}.{form}"'}
    return HttpResponse(copy, content_type=take_copy.FORMATS[form][1], headers=headers)


def evidence_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One piece of evidence as it was kept, with the records behind it."""
    one = web.find(request, evidence(), ref=ref)
    verbs = verbs_on(one.answer.response, request.actor)
    shown = {"evidence": one, "may_withdraw": "withdraw_evidence" in verbs and not one.withdrawn_at}
    return render(request, "inspections/evidence.html", shown)


def record_report_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        record_report.RecordReportForm,
        record_report.record_report,
        title="Record a report",
        submit="Record report",
        go_to=lambda report: reverse("report", args=[report.ref]),
        done="The report is recorded. Next: record its findings.",
        context={"back": reverse("reports")},
    )


def _on(
    role: str, form: type[Ask], then: Callable[..., Any], title: str, done: str, **context: Any
) -> Page:
    """The page of a verb on a report, finding, response or piece of evidence; it leads back."""
    rows, by = {
        "report": (reports, "ref"),
        "finding": (findings, "key"),
        "response": (responses, "ref"),
        "evidence": (evidence, "ref"),
    }[role]

    def page(request: ActingRequest, ref: str, key: str = "") -> HttpResponse:
        subject: dict[str, Any] = {role: web.find(request, rows(), **{by: ref})}
        if key:
            subject["finding"] = web.find(request, findings(), key=key)
        back = reverse(role, args=[ref])
        return web.ask(
            request, form, then, title=title, submit=title, done=done, go_to=back,
            context={"back": back, "caption": str(subject.get("finding", ref)), **context},
            **subject,
        )  # fmt: skip

    return page


record_finding_page = _on(
    "report", record_finding.RecordFindingForm, record_finding.record_finding,
    "Record a finding", "The finding is recorded.",
)  # fmt: skip
open_response_page = _on(
    "report", open_response.OpenResponseForm, open_response.open_response,
    "Open a response", "The response is open. Next: invite the chief officer's comments.",
    intro=LAW + "the local policing body publishes its comments within 56 days.",
)  # fmt: skip
record_act_page = _on(
    "finding", record_act.RecordActForm, record_act.record_act,
    "Record the inspectorate's act", "The act is recorded.",
    intro="The inspectorate's status changes only by recording what it did, as it published it.",
)  # fmt: skip
set_our_status_page = _on(
    "finding", set_our_status.SetOurStatusForm, set_our_status.set_our_status,
    "Set our status", "Our status is set.",
)  # fmt: skip
address_page = _on(
    "response", address.AddressForm, address.address, "Address the letter", "It is addressed."
)
draft_page = _on(
    "response", draft.DraftForm, draft.draft, "Write our comments", "The comments are saved."
)
invite_comments_page = _on(
    "response", invite_comments.InviteCommentsForm, invite_comments.invite_comments,
    "Invite comments", "The units are invited.",
    intro=LAW + "the chief officer comments before a day that you set.",
)  # fmt: skip
comment_page = _on(
    "response", comment.CommentForm, comment.comment,
    "Comment for the chief officer", "The comments are saved.",
)  # fmt: skip
answer_page = _on(
    "response", answer.AnswerForm, answer.answer, "Answer this finding", "The answer is saved.",
    above="inspections/_quoted.html",
)  # fmt: skip
add_evidence_page = _on(
    "response", add_evidence.AddEvidenceForm, add_evidence.add_evidence,
    "Add evidence", "The evidence is kept as it stands now.",
    intro="A figure counts the records that you may see, at the end of the day you name.",
)  # fmt: skip
withdraw_evidence_page = _on(
    "evidence", withdraw_evidence.WithdrawEvidenceForm, withdraw_evidence.withdraw_evidence,
    "Withdraw this evidence", "The evidence is withdrawn.", danger=True,
)  # fmt: skip
clear_page = _on(
    "response", clear.ClearForm, clear.clear, "Clear this response",
    "The response is cleared for publication.", above="inspections/_read_it.html",
)  # fmt: skip
publish_page = _on(
    "response", publish.PublishForm, publish.publish, "Publish this response",
    "It is published. Next: send it to HMICFRS and to the Home Secretary.",
    above="inspections/_what_is_not_held.html",
    warn="Anyone may read it from this moment, and it is never changed afterwards.",
)  # fmt: skip
record_sending_page = _on(
    "response", record_sending.RecordSendingForm, record_sending.record_sending,
    "Record a sending", "The sending is recorded.",
)  # fmt: skip
