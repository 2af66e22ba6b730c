"""Correct an organisation's own status of a finding that was set in error."""

from broadhurst.capabilities.inspections.commands.set_our_status import SetOurStatusForm
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import right_statuses
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class CorrectOurStatusForm(SetOurStatusForm):
    allowed = staticmethod(right_statuses)

    because = TextField(label="Reason for the correction", max_length=200)


@command
def correct_our_status(
    *, actor: Actor, finding: Finding, agency: Agency, status: str, because: str
) -> OurStatus:
    """Add the right status. The wrong one stays in the history with the reason."""
    lock(Finding.objects.all(), finding)
    last = finding.our_statuses.filter(agency=agency).last()
    inspectorate_status = status_of(finding, agency).theirs
    refuse_if(
        rules.objections_to_correct_our_status(
            actor, agency, last, to=status, theirs=inspectorate_status, because=because
        )
    )

    corrected = OurStatus.objects.create(
        finding=finding,
        agency=agency,
        status=status,
        set_at=clock.now(),
        set_by=actor.officer,
        corrects=last,
        because=because,
    )

    record(
        actor,
        "finding.our_status_corrected",
        finding.report.ref,
        dossier=None,
        tell=[actor.unit],
        finding=in_sentence(str(finding)),
        agency=agency.name,
        was=last.get_status_display() if last else "none",
        now=corrected.get_status_display(),
        because=because,
    )
    return corrected
