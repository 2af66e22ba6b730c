"""Pages that show a report, a finding, a response, its letter or its evidence."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from broadhurst.capabilities.clearance.queries import moves_of
from broadhurst.capabilities.commitments.queries import commitments_about
from broadhurst.capabilities.inspections.commands import take_copy
from broadhurst.capabilities.inspections.figures.clearing import clearing_now
from broadhurst.capabilities.inspections.figures.letter import (
    compose,
    with_and_without_words,
)
from broadhurst.capabilities.inspections.lists import REPORTS
from broadhurst.capabilities.inspections.models import Publication, Response
from broadhurst.capabilities.inspections.queries.opening import forces_to_answer_for
from broadhurst.capabilities.inspections.queries.over_the_years import over_the_years
from broadhurst.capabilities.inspections.queries.reports import (
    earlier_findings,
    findings,
    grades_of,
    reports,
    statuses,
)
from broadhurst.capabilities.inspections.queries.responses import (
    newer_than,
    remaining,
    responses,
)
from broadhurst.capabilities.inspections.queries.resting import (
    may_correct,
    may_correct_report,
    resting_on_finding,
    resting_on_report,
)
from broadhurst.capabilities.inspections.queries.shared import (
    answered_by_finding,
    answered_on_report,
)
from broadhurst.capabilities.inspections.queries.shown import (
    answer_rows,
    finding_rows,
    may_set_status,
    verbs_on,
)
from broadhurst.capabilities.inspections.queries.versions import versions_of
from broadhurst.capabilities.inspections.rules.copies import copied_to, objections_to_copy
from broadhurst.capabilities.inspections.rules.digests import verified
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.rules.statuses import objections_to_name_owner
from broadhurst.capabilities.inspections.writes.recounted import recounted
from broadhurst.foundation import clock
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.documents import FORMATS, html
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.lists.page import show
from broadhurst.foundation.workflow import Refused


class AsOfForm(forms.Form):
    as_of = DateField(label="As of", required=False)


def reports_page(request: ActingRequest) -> HttpResponseBase:
    """List the reports, newest first, with their deadlines and visible responses."""
    may_record = not objections_to_record(request.actor.roles)
    return show(request, REPORTS, "inspections/reports.html", may_record=may_record)


def report_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one report: its deadline, and its findings with both statuses."""
    report, today = web.find(request, reports(), ref=ref), clock.today()
    our_responses = list(responses().filter(report=report))
    context = {
        "report": report,
        "day": report.day(today),
        "findings": finding_rows(report, our_responses, request.actor),
        "responses": our_responses,
        "publications": report.publications.select_related("body", "force", "replaced_by").defer(
            "pdf", "docx", "html", "markdown", "figures", "replaced_by__pdf", "replaced_by__docx"
        ),
        "grades": grades_of(report),
        "may_record": not objections_to_record(request.actor.roles) and not report.withdrawn_at,
        "may_correct": may_correct(request.actor, report, report),
        "may_correct_report": may_correct_report(request.actor, report),
        "may_open": bool(forces_to_answer_for(request.actor, report, today)),
        "may_record_elsewhere": bool(
            forces_to_answer_for(request.actor, report, today, is_elsewhere=True)
        ),
        "elsewhere": answered_on_report(report),
        "rests": resting_on_report(report),
        "history": report.history.select_related("corrected_by", "finding"),
    }
    return render(request, "inspections/report.html", context)


def finding_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one finding: the earlier ones it repeats, both statuses, and the updates."""
    finding, actor = web.find(request, findings(), key=ref), request.actor
    rows = statuses([finding])[finding.pk]
    own = next((row for row in rows if row.agency.pk == actor.agency.pk), None)
    context = {
        "finding": finding,
        "earlier": earlier_findings(finding),
        "later": finding.recurrences.select_related("report"),
        "statuses": rows,
        "acts": finding.acts.select_related("agency", "corrects", "corrected_by").order_by(
            "agency__name", "acted_on", "pk"
        ),
        "ours": finding.our_statuses.select_related(
            "agency", "set_by", "owner", "owner_unit", "superseded_by__report"
        ).order_by("agency__name", "set_at", "pk"),
        "may_record": not objections_to_record(request.actor.roles) and not finding.withdrawn_at,
        "may_correct": may_correct(request.actor, finding.report, finding),
        "may_set": may_set_status(actor, finding),
        "may_assign": own is not None and not objections_to_name_owner(actor, actor.agency, own),
        "has_ours": finding.our_statuses.filter(agency=request.actor.agency).exists(),
        "elsewhere": answered_by_finding([finding])[finding.pk],
        "rests": resting_on_finding(finding),
        "proposed": commitments_about([finding.key]),
        "supersedes": finding.supersedes.exists()
        or finding.our_statuses.exclude(superseded_by=None).exists(),
        "history": finding.history.select_related("corrected_by", "finding"),
    }
    return render(request, "inspections/finding.html", context)


def over_the_years_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the reports that a finding came back in, and what was answered each time."""
    finding = web.find(request, findings(), key=ref)
    context = {"finding": finding, "occurrences": over_the_years(finding, request.actor)}
    return render(request, "inspections/over_the_years.html", context)


def response_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the workbench of a response: what remains, its answers and their evidence."""
    response, today = web.find(request, responses(), ref=ref), clock.today()
    is_elsewhere = response.stage == Response.Stage.ELSEWHERE
    now = None if is_elsewhere else clearing_now(response, request.actor)
    recounts = recounted(request.actor, response)
    filled, empty = with_and_without_words(response, today)
    context = {
        "response": response,
        "paragraphs": filled,
        "empty_paragraphs": empty,
        "day": response.report.day(response.published_on or today),
        "left": remaining(response, today),
        "copies": copied_to(response.recipient, response.copies),
        "answers": answer_rows(response),
        "recounts": recounts,
        "drifted": [recount for recount in recounts if recount.has_drifted],
        "verbs": verbs_on(response, request.actor, now),
        "clearing": now,
        "moves": moves_of(response.ref),
        "newer": newer_than(response),
        **_published(response),
        "versions": versions_of(response),
    }
    return render(request, "inspections/response.html", context)


def _published(response: Response) -> dict[str, Any]:
    """Return the published letter with its digests, or nothing."""
    row = Publication.objects.filter(ref=response.ref, url="").first()
    return {"publication": row, "digests": verified(row) if row else []}


def letter_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the published letter, or the draft as of today or another day."""
    response = web.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    form = AsOfForm(request.GET or None)
    as_of = form.cleaned_data["as_of"] if form.is_valid() else None
    context: dict[str, Any] = {"response": response, "form": form}
    context["may_copy"] = not objections_to_copy(response)
    if response.stage == Response.Stage.PUBLISHED:
        text = SafeString(Publication.objects.get(ref=ref).html)
        context |= {
            "text": text,
            "figures": response.frozen_figures,
            "dated": response.published_on,
        }
        return render(request, "inspections/letter.html", context)
    letter = compose(response, as_of or clock.today())
    context |= {"figures": letter.figures, "dated": letter.dated}
    try:
        context["text"] = html(letter.text)
    except CannotRender as cannot:
        context["problem"] = str(cannot)
    return render(request, "inspections/letter.html", context)


def copy_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Download the letter. Each download is recorded as a disclosure."""
    if form not in FORMATS:
        raise Http404
    response = web.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    try:
        copy = take_copy.take_copy(actor=request.actor, response=response, form=form)
    except Refused as refused:
        problem = {"title": "This letter cannot be downloaded", "objections": refused.objections}
        back = {
            "status": 409,
            "back": reverse("inspections:response", args=[ref]),
            "link_text": "Back to the response",
        }
        return render(request, "govuk/problem.html", problem | back, status=409)
    headers = {"Content-Disposition": f'attachment; filename="{ref}.{form}"'}
    return HttpResponse(copy, content_type=FORMATS[form][1], headers=headers)
