"""Remove a finding that was recorded in error, if nothing depends on it."""

from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.forms import to_remove_finding
from broadhurst.capabilities.inspections.queries.resting import resting_on_finding
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import (
    correct,
    locked_finding,
    refuse_strangers,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RemoveFindingForm(ReasonForm):
    pass


@for_roles(objections_to_record)
@for_record(to_remove_finding)
@command
def remove_finding(*, actor: Actor, finding: Finding, because: str) -> Report:
    """Remove a finding and its addressees. The audit log keeps its text."""
    finding = locked_finding(finding)
    dependents = resting_on_finding(finding)
    refuse_strangers(actor, finding.report)
    refuse_if(
        rules.objections_to_remove(actor.roles, "finding", dependents)
        + rules.objections_to_reason(because)
    )

    report, title = finding.report, in_sentence(str(finding))
    text, key = finding.text, finding.key
    finding.addressees.all().delete()
    finding.delete()
    correct(report, because)

    record(
        actor,
        "finding.removed",
        report.ref,
        dossier=None,
        kind=Event.Kind.ERASURE,
        finding=title,
        key=key,
        was=text,
        because=because,
    )
    return report
