"""Withdraw a report that was recorded in error, if something depends on it."""

from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.forms import to_withdraw_report
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import correct, refuse_strangers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.workflow import refuse_if


class WithdrawReportForm(ReasonForm):
    pass


@for_roles(objections_to_record)
@for_record(to_withdraw_report)
@command
def withdraw_report(*, actor: Actor, report: Report, because: str) -> Report:
    """Withdraw a report and its findings. They stay readable and need no answer."""
    report = lock(Report.objects.all(), report)
    refuse_strangers(actor, report)
    refuse_if(
        rules.objections_to_withdraw(actor.roles, report) + rules.objections_to_reason(because)
    )

    withdrawn = {"withdrawn_at": clock.now(), "withdrawn_because": because}
    live = list(report.findings.filter(withdrawn_at=None))
    correct(report, because, report, *live, **withdrawn)

    record(actor, "report.withdrawn", report.ref, dossier=None, title=report.title, because=because)
    return report
