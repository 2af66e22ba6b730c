"""The verbs of reports and findings."""

from broadhurst.capabilities.inspections.api.shapes import (
    as_act,
    as_finding,
    as_our_status,
    as_removed,
    as_report,
)
from broadhurst.capabilities.inspections.commands import (
    assign_finding,
    record_act,
    record_finding,
    record_report,
    set_our_status,
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
from broadhurst.foundation.doors.verbs import Subject, Verb

REPORT = Subject("report", "/reports/{ref}", lambda _actor: reports())
FINDING = Subject("finding", "/findings/{key}", lambda _actor: findings())


REPORTS = (
    Verb(
        "edit-report", EditReportForm, edit_report, REPORT, "Correct a report", as_report,
        address="/reports/{ref}/edit",
        says="Report {.ref} is corrected.".format,
    ),
    Verb(
        "record-grade", RecordGradeForm, record_grade, REPORT, "Record a grade", as_report,
        says="The grade in report {.ref} is recorded.".format,
    ),
    Verb(
        "remove-report", RemoveReportForm, remove_report, REPORT, "Remove a report", as_removed,
        address="/reports/{ref}/remove",
        says="Report {} is removed.".format,
    ),
    Verb(
        "withdraw-report", WithdrawReportForm, withdraw_report, REPORT, "Withdraw a report",
        as_report, address="/reports/{ref}/withdraw",
        says="Report {.ref} is withdrawn.".format,
    ),
    Verb(
        "record-finding", record_finding.RecordFindingForm, record_finding.record_finding, REPORT,
        "Record a finding", as_finding, status=201,
        says="Finding {.key} is recorded.".format,
    ),
    Verb(
        "edit-finding", EditFindingForm, edit_finding, FINDING, "Correct a finding", as_finding,
        address="/findings/{key}/edit",
        says="Finding {.key} is corrected.".format,
    ),
    Verb(
        "readdress-finding", ReaddressFindingForm, readdress_finding, FINDING,
        "Change who a finding is addressed to", as_finding, address="/findings/{key}/readdress",
        says="The organisations that finding {.key} is addressed to are changed.".format,
    ),
    Verb(
        "remove-finding", RemoveFindingForm, remove_finding, FINDING, "Remove a finding",
        as_report, address="/findings/{key}/remove",
        says="The finding is removed from report {.ref}.".format,
    ),
    Verb(
        "withdraw-finding", WithdrawFindingForm, withdraw_finding, FINDING, "Withdraw a finding",
        as_finding, address="/findings/{key}/withdraw",
        says="Finding {.key} is withdrawn.".format,
    ),
    Verb(
        "correct-our-status", CorrectOurStatusForm, correct_our_status, FINDING,
        "Correct our status", as_our_status,
        says="Our status of finding {.finding.key} is corrected.".format,
    ),
    Verb(
        "correct-act", CorrectActForm, correct_act, FINDING, "Correct an inspectorate update",
        as_act, status=201,
        says="The inspectorate update of finding {.finding.key} is corrected.".format,
    ),
    Verb(
        "withdraw-act", WithdrawActForm, withdraw_act, FINDING, "Withdraw an inspectorate update",
        as_act,
        says="The inspectorate update of finding {.finding.key} is withdrawn.".format,
    ),
    Verb(
        "record-act", record_act.RecordActForm, record_act.record_act, FINDING, "Record an act",
        as_act, status=201,
        says="The inspectorate update of finding {.finding.key} is recorded.".format,
    ),
    Verb(
        "assign-finding", assign_finding.AssignFindingForm, assign_finding.assign_finding, FINDING,
        "Name the owner", as_our_status, address="/findings/{key}/assign",
        says="The owner of finding {.finding.key} is set.".format,
    ),
    Verb(
        "set-our-status", set_our_status.SetOurStatusForm, set_our_status.set_our_status, FINDING,
        "Set our status", as_our_status,
        says="Our status of finding {.finding.key} is set.".format,
    ),
    Verb(
        "record-report", record_report.RecordReportForm, record_report.record_report, None,
        "Record a report", as_report, status=201, address="/reports",
        says="Report {.ref} is recorded. Next, record its findings.".format,
    ),
)  # fmt: skip
