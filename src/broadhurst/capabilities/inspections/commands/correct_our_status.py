"""Correct an organisation's own status of a finding that was set in error."""

from broadhurst.capabilities.inspections.commands.set_our_status import SetOurStatusForm
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.forms import to_correct_our_status
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.statuses import (
    objections_to_detail,
    objections_to_own_status_by,
    right_statuses,
)
from broadhurst.capabilities.inspections.writes.own_status import lock_both, objections_to_newer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class CorrectOurStatusForm(SetOurStatusForm):
    allowed = staticmethod(right_statuses)

    because = TextField(label="Reason for the correction", max_length=200)


@for_actors(objections_to_own_status_by)
@for_record(to_correct_our_status)
@command
def correct_our_status(
    *,
    actor: Actor,
    finding: Finding,
    agency: Agency,
    status: str,
    because: str,
    superseded_by: Finding | None = None,
    note: str = "",
    owner: Officer | None = None,
) -> OurStatus:
    """Add the right status. The wrong one stays in the history with the reason."""
    finding = lock_both(finding, superseded_by)
    last = finding.our_statuses.filter(agency=agency).last()
    inspectorate_status = status_of(finding, agency).theirs
    refuse_if(
        rules.objections_to_correct_our_status(
            actor, agency, last, to=status, theirs=inspectorate_status, because=because
        )
        + objections_to_detail(status, note, finding, superseded_by)
        + objections_to_newer(superseded_by, agency)
    )

    corrected = OurStatus.objects.create(
        finding=finding,
        agency=agency,
        status=status,
        set_at=clock.now(),
        set_by=actor.officer,
        corrects=last,
        because=because,
        superseded_by=superseded_by,
        note=note.strip(),
        owner=owner or (last.owner if last else None),
        owner_unit=last.owner_unit if last and not owner else None,
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
