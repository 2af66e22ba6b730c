"""Send a spreadsheet of people and identifiers for an OCG. Nothing is added yet."""

from broadhurst.capabilities.bulk_checks.sheets.table import Table
from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.forms.spreadsheet import SpreadsheetForm, file_field
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import columns_of
from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class SendImportForm(SpreadsheetForm):
    file = file_field("Spreadsheet of people and identifiers", rules.MOST_ROWS)


@for_record(to_work_on())
@command
def send_import(*, actor: Actor, ocg: Ocg, file: Table, file_name: str) -> Import:
    """Keep a spreadsheet with its columns as last chosen, or as guessed.

    It takes the place of one that was sent for the OCG and not imported.
    """
    ocg = locked(ocg)
    parts = current_leadership(ocg).parts_of(actor)
    refuse_if(rules.objections_to_send(ocg, parts, len(file.rows)))

    now = clock.now()
    for earlier in Import.objects.filter(ocg=ocg, imported_at=None, discarded_at=None):
        discard(earlier)
    upload = Import.objects.create(
        dossier=ocg.dossier, ref=new_reference("IMP"), ocg=ocg, unit=actor.unit,
        sent_by=actor.officer, sent_at=now, file_name=file_name, notes=file.notes,
        headings=file.headings, columns=columns_of(actor.unit, file.headings),
        cells=[[number, cells] for number, cells in file.rows], row_count=len(file.rows),
    )  # fmt: skip

    record(
        actor,
        "import.sent",
        upload.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        ocg=ocg.ref,
        rows=upload.row_count,
    )
    return upload
