"""Add every row of a spreadsheet to its report as a finding, or none."""

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.forms import to_go_on
from broadhurst.capabilities.finding_imports.queries.imports import (
    finding_imports,
    new_findings,
)
from broadhurst.capabilities.finding_imports.writes.add_findings import add_findings
from broadhurst.capabilities.imports.rules import SHOWN
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, command, record, record_each
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RunFindingsForm(CommandForm):
    """Nothing is asked: the spreadsheet and its columns say it all."""


@for_record(to_go_on)
@command
def run_findings(*, actor: Actor, upload: FindingImport) -> FindingImport:
    """Add every finding, and record each as if it had been typed."""
    report = lock(Report.objects.all(), upload.report)
    upload = lock(finding_imports(), upload)
    refuse_if(rules.objections_to_run(actor.roles, upload))
    # The report may have more findings than when the rows were checked.
    rows = new_findings(upload)
    problems = [problem for new in rows for problem in new.row.problems]
    refuse_if([str(problem) for problem in problems[:SHOWN]])

    upload.added, upload.cells, upload.problems = add_findings(report, rows), [], []
    upload.imported_at, upload.imported_by = clock.now(), actor.officer
    upload.save(update_fields=["added", "cells", "problems", "imported_at", "imported_by"])

    abouts = [
        About(
            report.ref, [],
            {"finding": in_sentence(str(Finding(kind=n.row.kind, number=n.row.finding_number)))},
        )
        for n in rows
    ]  # fmt: skip
    record_each(actor, "finding.recorded", abouts, dossier=None, kind=Event.Kind.COLLECTION)
    record(
        actor,
        "finding_import.run",
        upload.ref,
        dossier=upload.dossier,
        kind=Event.Kind.COLLECTION,
        report=report.ref,
        findings=len(rows),
    )
    return upload
