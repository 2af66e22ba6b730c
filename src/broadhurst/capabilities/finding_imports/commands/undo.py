"""Undo an import of findings within a day: remove what it added, unless somebody used it since."""

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.forms import to_undo
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.writes.add_findings import remove_findings
from broadhurst.capabilities.inspections.models import Report
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class UndoFindingsForm(CommandForm):
    """Nothing is asked: everything that is unchanged is removed."""


@for_record(to_undo)
@command
def undo_findings(*, actor: Actor, upload: FindingImport) -> FindingImport:
    """Remove each finding that nobody corrected, answered or worked on. List the others."""
    report = lock(Report.objects.all(), upload.report)
    upload = lock(finding_imports(), upload)
    refuse_if(rules.objections_to_undo(actor.roles, upload, clock.now()))

    removed, upload.kept = remove_findings(report, upload.added)
    upload.undone_at = clock.now()
    upload.save(update_fields=["undone_at", "kept"])

    record(
        actor,
        "finding_import.undone",
        upload.ref,
        dossier=upload.dossier,
        kind=Event.Kind.ERASURE,
        report=report.ref,
        findings=removed,
        kept=len(upload.kept),
    )
    return upload
