"""API endpoints that correct, remove and withdraw what was recorded."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.schemas import (
    ActOut,
    FindingOut,
    OurStatusOut,
    RemovedOut,
    ReportOut,
)
from broadhurst.capabilities.inspections.api.shapes import (
    as_act,
    as_finding,
    as_our_status,
    as_removed,
    as_report,
)
from broadhurst.capabilities.inspections.commands.correct_act import CorrectActForm, correct_act
from broadhurst.capabilities.inspections.commands.correct_our_status import (
    CorrectOurStatusForm,
    correct_our_status,
)
from broadhurst.capabilities.inspections.commands.edit_finding import EditFindingForm, edit_finding
from broadhurst.capabilities.inspections.commands.edit_report import EditReportForm, edit_report
from broadhurst.capabilities.inspections.commands.readdress_finding import (
    ReaddressFindingForm,
    readdress_finding,
)
from broadhurst.capabilities.inspections.commands.record_grade import RecordGradeForm, record_grade
from broadhurst.capabilities.inspections.commands.remove_finding import (
    RemoveFindingForm,
    remove_finding,
)
from broadhurst.capabilities.inspections.commands.remove_report import (
    RemoveReportForm,
    remove_report,
)
from broadhurst.capabilities.inspections.commands.withdraw_act import WithdrawActForm, withdraw_act
from broadhurst.capabilities.inspections.commands.withdraw_finding import (
    WithdrawFindingForm,
    withdraw_finding,
)
from broadhurst.capabilities.inspections.commands.withdraw_report import (
    WithdrawReportForm,
    withdraw_report,
)
from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


def _on_report(
    request: ActingRequest, ref: str, form: type[CommandForm], then: Callable[..., Any],
    as_json: api.AsJson = as_report,
) -> HttpResponse:  # fmt: skip
    report = api.find(request, reports(), ref=ref)
    return api.ask(request, form, then, as_json=as_json, report=report)


def _on_finding(
    request: ActingRequest, key: str, form: type[CommandForm], then: Callable[..., Any],
    as_json: api.AsJson = as_finding, status: int = 200,
) -> HttpResponse:  # fmt: skip
    finding = api.find(request, findings(), key=key)
    return api.ask(request, form, then, as_json=as_json, status=status, finding=finding)


@router.post(
    "/reports/{ref}/edit", **api.verb(EditReportForm, "Correct a report", answer=ReportOut)
)
def report_edited(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_report(request, ref, EditReportForm, edit_report)


@router.post(
    "/reports/{ref}/record-grade", **api.verb(RecordGradeForm, "Record a grade", answer=ReportOut)
)
def grade_recorded(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_report(request, ref, RecordGradeForm, record_grade)


@router.post(
    "/reports/{ref}/remove", **api.verb(RemoveReportForm, "Remove a report", answer=RemovedOut)
)
def report_removed(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_report(request, ref, RemoveReportForm, remove_report, as_removed)


@router.post(
    "/reports/{ref}/withdraw", **api.verb(WithdrawReportForm, "Withdraw a report", answer=ReportOut)
)
def report_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_report(request, ref, WithdrawReportForm, withdraw_report)


@router.post(
    "/findings/{key}/edit", **api.verb(EditFindingForm, "Correct a finding", answer=FindingOut)
)
def finding_edited(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, EditFindingForm, edit_finding)


@router.post(
    "/findings/{key}/readdress",
    **api.verb(ReaddressFindingForm, "Change who a finding is addressed to", answer=FindingOut),
)
def finding_readdressed(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, ReaddressFindingForm, readdress_finding)


@router.post(
    "/findings/{key}/remove", **api.verb(RemoveFindingForm, "Remove a finding", answer=ReportOut)
)
def finding_removed(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, RemoveFindingForm, remove_finding, as_report)


@router.post(
    "/findings/{key}/withdraw",
    **api.verb(WithdrawFindingForm, "Withdraw a finding", answer=FindingOut),
)
def finding_withdrawn(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, WithdrawFindingForm, withdraw_finding)


@router.post(
    "/findings/{key}/correct-our-status",
    **api.verb(CorrectOurStatusForm, "Correct our status", answer=OurStatusOut),
)
def our_status_corrected(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, CorrectOurStatusForm, correct_our_status, as_our_status)


@router.post(
    "/findings/{key}/correct-act",
    **api.verb(CorrectActForm, "Correct an inspectorate update", 201, answer=ActOut),
)
def act_corrected(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, CorrectActForm, correct_act, as_act, 201)


@router.post(
    "/findings/{key}/withdraw-act",
    **api.verb(WithdrawActForm, "Withdraw an inspectorate update", answer=ActOut),
)
def act_withdrawn(request: ActingRequest, key: str) -> HttpResponse:
    return _on_finding(request, key, WithdrawActForm, withdraw_act, as_act)
