"""API endpoints for reports and findings."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspections.api.response_shapes import as_response
from broadhurst.capabilities.inspections.api.schemas import (
    ActOut,
    FindingOut,
    OurStatusOut,
    ReportDetailOut,
    ReportOut,
    ResponseOut,
)
from broadhurst.capabilities.inspections.api.shapes import (
    as_act,
    as_finding,
    as_our_status,
    as_report,
    report_in_full,
)
from broadhurst.capabilities.inspections.commands import (
    assign_finding,
    open_response,
    record_act,
    record_finding,
    record_report,
    set_our_status,
)
from broadhurst.capabilities.inspections.lists import REPORTS
from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/reports", **lists.listing(REPORTS, "List the inspection reports", ReportOut))
def list_reports(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, REPORTS, as_report)


@router.post(
    "/reports", **api.verb(record_report.RecordReportForm, "Record a report", 201, answer=ReportOut)
)
def report_recorded(request: ActingRequest) -> HttpResponse:
    form, then = record_report.RecordReportForm, record_report.record_report
    return api.ask(request, form, then, as_json=as_report, status=201)


@router.get(
    "/reports/{ref}",
    summary="One report with its findings and their statuses",
    response=ReportDetailOut,
)
def one_report(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(report_in_full(api.find(request, reports(), ref=ref)))


@router.post(
    "/reports/{ref}/record-finding",
    **api.verb(record_finding.RecordFindingForm, "Record a finding", 201, answer=FindingOut),
)
def finding_recorded(request: ActingRequest, ref: str) -> HttpResponse:
    report = api.find(request, reports(), ref=ref)
    form, then = record_finding.RecordFindingForm, record_finding.record_finding
    return api.ask(request, form, then, as_json=as_finding, status=201, report=report)


@router.post(
    "/reports/{ref}/open-response",
    **api.verb(open_response.OpenResponseForm, "Open a response", 201, answer=ResponseOut),
)
def response_opened(request: ActingRequest, ref: str) -> HttpResponse:
    report = api.find(request, reports(), ref=ref)
    form, then = open_response.OpenResponseForm, open_response.open_response
    return api.ask(request, form, then, as_json=as_response, status=201, report=report)


@router.post(
    "/findings/{key}/record-act",
    **api.verb(record_act.RecordActForm, "Record an act", 201, answer=ActOut),
)
def act_recorded(request: ActingRequest, key: str) -> HttpResponse:
    finding = api.find(request, findings(), key=key)
    form, then = record_act.RecordActForm, record_act.record_act
    return api.ask(request, form, then, as_json=as_act, status=201, finding=finding)


@router.post(
    "/findings/{key}/assign",
    **api.verb(assign_finding.AssignFindingForm, "Name the owner", answer=OurStatusOut),
)
def finding_assigned(request: ActingRequest, key: str) -> HttpResponse:
    finding = api.find(request, findings(), key=key)
    form, then = assign_finding.AssignFindingForm, assign_finding.assign_finding
    return api.ask(request, form, then, as_json=as_our_status, finding=finding)


@router.post(
    "/findings/{key}/set-our-status",
    **api.verb(set_our_status.SetOurStatusForm, "Set our status", answer=OurStatusOut),
)
def our_status_set(request: ActingRequest, key: str) -> HttpResponse:
    finding = api.find(request, findings(), key=key)
    form, then = set_our_status.SetOurStatusForm, set_our_status.set_our_status
    return api.ask(request, form, then, as_json=as_our_status, finding=finding)
