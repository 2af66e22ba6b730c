"""Remove a report that was recorded in error, if nothing depends on it."""

from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.forms import to_remove_report
from broadhurst.capabilities.inspections.queries.resting import resting_on_report
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import refuse_strangers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.workflow import refuse_if


class RemoveReportForm(ReasonForm):
    pass


@for_roles(objections_to_record)
@for_record(to_remove_report)
@command
def remove_report(*, actor: Actor, report: Report, because: str) -> str:
    """Remove a report without findings or responses, and return its reference.

    The audit log keeps its title.
    """
    report = lock(Report.objects.all(), report)
    refuse_strangers(actor, report)
    refuse_if(
        rules.objections_to_remove(actor.roles, "report", resting_on_report(report))
        + rules.objections_to_reason(because)
    )

    ref, title = report.ref, report.title
    report.delete()

    record(
        actor,
        "report.removed",
        ref,
        dossier=None,
        kind=Event.Kind.ERASURE,
        title=title,
        because=because,
    )
    return ref
