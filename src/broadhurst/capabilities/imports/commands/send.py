"""Send a spreadsheet of people and identifiers for an OCG. Nothing is added yet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.sheets.table import NoSuchSheet, Table, Unreadable
from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import columns_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import FileField, TextField
from broadhurst.foundation.workflow import refuse_if

MOST_BYTES = 2_000_000
TOO_LARGE = "The file is larger than 2 MB. Copy only the table into a new workbook."


class SendImportForm(CommandForm):
    file = FileField(
        label="Spreadsheet of people and identifiers",
        help_text="CSV or Excel (.xlsx), with headings in the first row, "
        f"{rules.MOST_ROWS} rows at most and 2 MB.",
        accept=".csv,.xlsx",
        max_length=100,
    )
    sheet = TextField(
        label="Sheet", help_text="Its name, if the workbook has several sheets.",
        required=False, max_length=31, width=20,
    )  # fmt: skip

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file that is too large."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file

    def clean(self) -> dict[str, Any]:
        """Replace the file by its table, if it can be read, and keep the file's name."""
        sent, sheet = self.cleaned_data.get("file"), self.cleaned_data.pop("sheet", None)
        if sent is None or sheet is None:
            return self.cleaned_data
        try:
            table = read(sent.read(), sheet)
        except Unreadable as unreadable:
            wrong = "sheet" if isinstance(unreadable, NoSuchSheet) else "file"
            raise ValidationError({wrong: str(unreadable)}) from unreadable
        return {"file": table, "file_name": str(sent.name)[:100]}


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
        earlier.cells, earlier.problems, earlier.discarded_at = [], [], now
        earlier.save(update_fields=["cells", "problems", "discarded_at"])
    sent = Import.objects.create(
        dossier=ocg.dossier, ref=new_reference("IMP"), ocg=ocg, unit=actor.unit,
        sent_by=actor.officer, sent_at=now, file_name=file_name, notes=file.notes,
        headings=file.headings, columns=columns_of(actor.unit, file.headings),
        cells=[[number, cells] for number, cells in file.rows], row_count=len(file.rows),
    )  # fmt: skip

    record(
        actor,
        "import.sent",
        sent.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        ocg=ocg.ref,
        rows=sent.row_count,
    )
    return sent
