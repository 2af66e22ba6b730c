"""Pages of the actions that correct, remove or withdraw, in the order of the work."""

from typing import Any

from django.urls import reverse

from broadhurst.capabilities.inspections.commands import (
    correct_act,
    correct_elsewhere,
    correct_our_status,
    correct_response,
    edit_finding,
    edit_report,
    readdress_finding,
    record_elsewhere,
    record_grade,
    remove_finding,
    remove_report,
    withdraw_act,
    withdraw_finding,
    withdraw_report,
    withdraw_response,
)
from broadhurst.capabilities.inspections.pages.asked import asked_on, response_of
from broadhurst.capabilities.inspections.rules.opening import NO_BODY

KEPT = "The log keeps the earlier record. Published responses still quote it."
ASKS_NO_MORE = "It stays readable with your reason, and no longer needs an answer."


def _reports(removed: Any) -> str:
    return reverse("inspections:reports")


def _report_of(report: Any) -> str:
    return reverse("inspections:report", args=[report.ref])


edit_report_page = asked_on(
    "report", edit_report.EditReportForm, edit_report.edit_report,
    "Correct the report", "The report is corrected.", intro=KEPT,
)  # fmt: skip
remove_report_page = asked_on(
    "report", remove_report.RemoveReportForm, remove_report.remove_report,
    "Remove the report", "The report is removed.", go_to=_reports, danger=True,
    intro="Remove a report that was recorded in error.",
)  # fmt: skip
withdraw_report_page = asked_on(
    "report", withdraw_report.WithdrawReportForm, withdraw_report.withdraw_report,
    "Withdraw the report", "The report is withdrawn.", intro=ASKS_NO_MORE, danger=True,
)  # fmt: skip
record_grade_page = asked_on(
    "report", record_grade.RecordGradeForm, record_grade.record_grade,
    "Record a grade", "The grade is recorded.",
)  # fmt: skip
edit_finding_page = asked_on(
    "finding", edit_finding.EditFindingForm, edit_finding.edit_finding,
    "Correct the finding", "The finding is corrected.", intro=KEPT,
)  # fmt: skip
readdress_finding_page = asked_on(
    "finding", readdress_finding.ReaddressFindingForm, readdress_finding.readdress_finding,
    "Change who it is addressed to", "The organisations are changed.", intro=KEPT,
)  # fmt: skip
remove_finding_page = asked_on(
    "finding", remove_finding.RemoveFindingForm, remove_finding.remove_finding,
    "Remove the finding", "The finding is removed.", go_to=_report_of, danger=True,
    intro="Remove a finding that was recorded in error.",
)  # fmt: skip
withdraw_finding_page = asked_on(
    "finding", withdraw_finding.WithdrawFindingForm, withdraw_finding.withdraw_finding,
    "Withdraw the finding", "The finding is withdrawn.", intro=ASKS_NO_MORE, danger=True,
)  # fmt: skip
correct_our_status_page = asked_on(
    "finding", correct_our_status.CorrectOurStatusForm, correct_our_status.correct_our_status,
    "Correct our status", "The status is corrected.",
    intro="The wrong status stays in the history, with your reason.",
)  # fmt: skip
correct_act_page = asked_on(
    "finding", correct_act.CorrectActForm, correct_act.correct_act,
    "Correct an inspectorate update", "The update is corrected.",
    intro="The wrong update stays in the history, with your reason.",
)  # fmt: skip
withdraw_act_page = asked_on(
    "finding", withdraw_act.WithdrawActForm, withdraw_act.withdraw_act,
    "Withdraw an inspectorate update", "The update is withdrawn.", danger=True,
    intro="The update stays in the history, with your reason, and no longer counts.",
)  # fmt: skip
record_elsewhere_page = asked_on(
    "report", record_elsewhere.RecordElsewhereForm, record_elsewhere.record_elsewhere,
    "Record a response published elsewhere", "The response is recorded.", go_to=response_of,
    intro=f"For a response that is published on another website. {NO_BODY}",
)  # fmt: skip
correct_elsewhere_page = asked_on(
    "response", correct_elsewhere.CorrectElsewhereForm, correct_elsewhere.correct_elsewhere,
    "Correct this record", "The record is corrected.", go_to=response_of,
    intro="The earlier record stays readable, marked as replaced.",
)  # fmt: skip
correct_response_page = asked_on(
    "response", correct_response.CorrectResponseForm, correct_response.correct_response,
    "Correct this response", "The new version is open. Change it, then have it cleared.",
    go_to=response_of,
    intro="This opens a new version as a draft. When the new version is published, anyone can read "
    "your reason, and this version is marked as replaced.",
)  # fmt: skip
withdraw_response_page = asked_on(
    "response", withdraw_response.WithdrawResponseForm, withdraw_response.withdraw_response,
    "Withdraw this response", "The response is withdrawn.", danger=True,
    intro="It stays readable with your reason. You can open another response.",
)  # fmt: skip
