"""The verbs of the terminal that correct, remove and withdraw."""

import click

from broadhurst.capabilities.inspections.cli.finding import ON_FINDING, ON_REPORT, ON_RESPONSE
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
from broadhurst.foundation.doors import cli

VERBS: list[click.Command] = [
    cli.verb(name, form, then, finds=finds, says=str)
    for name, form, then, finds in (
        ("edit-report", edit_report.EditReportForm, edit_report.edit_report, ON_REPORT),
        ("remove-report", remove_report.RemoveReportForm, remove_report.remove_report, ON_REPORT),
        (
            "withdraw-report",
            withdraw_report.WithdrawReportForm,
            withdraw_report.withdraw_report,
            ON_REPORT,
        ),
        ("record-grade", record_grade.RecordGradeForm, record_grade.record_grade, ON_REPORT),
        ("edit-finding", edit_finding.EditFindingForm, edit_finding.edit_finding, ON_FINDING),
        (
            "readdress-finding",
            readdress_finding.ReaddressFindingForm,
            readdress_finding.readdress_finding,
            ON_FINDING,
        ),
        (
            "remove-finding",
            remove_finding.RemoveFindingForm,
            remove_finding.remove_finding,
            ON_FINDING,
        ),
        (
            "withdraw-finding",
            withdraw_finding.WithdrawFindingForm,
            withdraw_finding.withdraw_finding,
            ON_FINDING,
        ),
        (
            "correct-our-status",
            correct_our_status.CorrectOurStatusForm,
            correct_our_status.correct_our_status,
            ON_FINDING,
        ),
        ("correct-act", correct_act.CorrectActForm, correct_act.correct_act, ON_FINDING),
        ("withdraw-act", withdraw_act.WithdrawActForm, withdraw_act.withdraw_act, ON_FINDING),
        (
            "record-elsewhere",
            record_elsewhere.RecordElsewhereForm,
            record_elsewhere.record_elsewhere,
            ON_REPORT,
        ),
        (
            "correct-elsewhere",
            correct_elsewhere.CorrectElsewhereForm,
            correct_elsewhere.correct_elsewhere,
            ON_RESPONSE,
        ),
        (
            "correct-response",
            correct_response.CorrectResponseForm,
            correct_response.correct_response,
            ON_RESPONSE,
        ),
        (
            "withdraw-response",
            withdraw_response.WithdrawResponseForm,
            withdraw_response.withdraw_response,
            ON_RESPONSE,
        ),
    )
]
