"""Send a spreadsheet of findings for a report. Nothing is added yet."""

from broadhurst.capabilities.bulk_checks.sheets.table import Table
from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.forms import to_send
from broadhurst.capabilities.finding_imports.queries.imports import columns_of
from broadhurst.capabilities.finding_imports.sheets.rows import LONGEST_TEXT
from broadhurst.capabilities.imports.forms.spreadsheet import SpreadsheetForm, file_field
from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.capabilities.inspections.models import Report
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class SendFindingsForm(SpreadsheetForm):
    longest_cell = LONGEST_TEXT
    file = file_field("Spreadsheet of findings", rules.MOST_ROWS)


@for_record(to_send)
@command
def send_findings(*, actor: Actor, report: Report, file: Table, file_name: str) -> FindingImport:
    """Keep a spreadsheet with its columns as last chosen, or as guessed.

    It takes the place of one that the unit sent for the report and did not import.
    """
    report = lock(Report.objects.all(), report)
    refuse_if(rules.objections_to_send(actor.roles, report, len(file.rows)))

    earlier = FindingImport.objects.filter(
        report=report, unit=actor.unit, imported_at=None, discarded_at=None
    )
    for upload in earlier:
        discard(upload)
    ref = new_reference("IMF")
    upload = FindingImport.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref, report=report, unit=actor.unit, sent_by=actor.officer, sent_at=clock.now(),
        file_name=file_name, notes=file.notes, headings=file.headings,
        columns=columns_of(actor.unit, file.headings),
        cells=[[number, cells] for number, cells in file.rows], row_count=len(file.rows),
    )  # fmt: skip

    record(
        actor,
        "finding_import.sent",
        ref,
        dossier=upload.dossier,
        kind=Event.Kind.COLLECTION,
        report=report.ref,
        rows=upload.row_count,
    )
    return upload
