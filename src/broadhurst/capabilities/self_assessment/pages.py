"""Pages of self-assessments: the list, one, a report side by side, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.shown import may_set_status
from broadhurst.capabilities.self_assessment import rules
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
from broadhurst.capabilities.self_assessment.lists import ASSESSMENTS, COLOURS
from broadhurst.capabilities.self_assessment.queries.assessments import (
    assessments,
    evidence_of,
    findings,
)
from broadhurst.capabilities.self_assessment.queries.records import linked
from broadhurst.capabilities.self_assessment.queries.side_by_side import side_by_side
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """Show the self-assessments that the reader may see."""
    return show(request, ASSESSMENTS, "self_assessment/assessments.html")


def assessment_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one self-assessment: its reason, its evidence and its corrections."""
    assessment = web.find(request, assessments(), ref=ref)
    evidence = list(evidence_of(assessment))
    records = linked(item.record for item in evidence if item.record)
    context = {
        "assessment": assessment,
        "colour": COLOURS[assessment.judgement],
        "evidence": [(item, records.get(item.record)) for item in evidence],
        "corrections": assessment.corrections.select_related("corrected_by"),
        "may_change": not rules.objections_to_change(request.actor, assessment),
        "may_withdraw_evidence": any(item.withdrawn_at is None for item in evidence),
        "marking": "OFFICIAL",
    }
    return render(request, "self_assessment/assessment.html", context)


def report_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the latest self-assessments of a report: organisations beside each other."""
    report = web.find(request, Report.objects.all(), ref=ref)
    table = side_by_side(report)
    rows = [
        (agency, [(cell, cell.assessment and COLOURS[cell.assessment.judgement]) for cell in cells])
        for agency, cells in table.rows
    ]
    context = {
        "report": report,
        "findings": [
            (finding, may_set_status(request.actor, finding)) for finding in table.findings
        ],
        "rows": rows,
        "marking": "OFFICIAL",
    }
    return render(request, "self_assessment/report.html", context)


def assess_page(request: ActingRequest, key: str) -> HttpResponse:
    """Assess your organisation against a finding."""
    finding = web.find(request, findings(), key=key)
    return web.ask(
        request,
        assess.AssessForm,
        assess.assess,
        title="Assess your organisation",
        submit="Save judgement",
        go_to=lambda made: reverse("self_assessment:assessment", args=[made.ref]),
        done="The judgement is saved. Next: add evidence.",
        context={
            "back": reverse("inspections:finding", args=[key]),
            "intro": f"{finding.report.title}. {finding.text}",
        },
        finding=finding,
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    assessment = web.find(request, assessments(), ref=ref)
    return {
        "assessment": assessment,
        "go_to": reverse("self_assessment:assessment", args=[ref]),
    }


correct_page = web.verb(
    correct.CorrectForm, correct.correct, _about,
    "Correct the self-assessment", "Save correction", "The self-assessment is corrected.",
    intro="The page keeps what it said before, and the reason. For a new judgement on a later day, "
    "assess the finding again instead.",
)  # fmt: skip
cite_figure_page = web.verb(
    cite_figure.CiteFigureForm, cite_figure.cite_figure, _about,
    "Cite a figure", "Cite figure", "The figure is kept as evidence.",
    intro="The figure is counted now and kept as it is. It shows numbers and no records.",
)  # fmt: skip
link_record_page = web.verb(
    link_record.LinkRecordForm, link_record.link_record, _about,
    "Link a record", "Link record", "The record is linked.",
)  # fmt: skip
withdraw_evidence_page = web.verb(
    withdraw_evidence.WithdrawEvidenceForm, withdraw_evidence.withdraw_evidence, _about,
    "Withdraw evidence", "Withdraw evidence", "The evidence is withdrawn.", danger=True,
)  # fmt: skip
share_page = web.verb(
    share.ShareForm, share.share, _about,
    "Share with the inspectorate", "Share self-assessment", "The inspectorate can read it.",
    intro="Inspectors read the judgement, its reason, its evidence and its corrections. They do "
    "not see linked records.",
)  # fmt: skip
stop_sharing_page = web.verb(
    stop_sharing.StopSharingForm, stop_sharing.stop_sharing, _about,
    "Stop sharing with the inspectorate", "Stop sharing", "The inspectorate can no longer read it.",
    danger=True,
)  # fmt: skip
withdraw_page = web.verb(
    withdraw.WithdrawForm, withdraw.withdraw, _about,
    "Withdraw the self-assessment", "Withdraw self-assessment",
    "The self-assessment is withdrawn.", danger=True,
)  # fmt: skip
