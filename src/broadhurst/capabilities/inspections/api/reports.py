"""API endpoints for reports and findings."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspections.api.schemas import ReportDetailOut, ReportOut
from broadhurst.capabilities.inspections.api.shapes import as_report, report_in_full
from broadhurst.capabilities.inspections.lists import REPORTS
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/reports", **lists.listing(REPORTS, "List the inspection reports", ReportOut))
def list_reports(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, REPORTS, as_report)


@router.get(
    "/reports/{ref}",
    summary="One report with its findings and their statuses",
    response=ReportDetailOut,
)
def one_report(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(report_in_full(api.find(request, reports(), ref=ref)))
