"""Send a tracker: a spreadsheet of OCGs and their people. Nothing is added yet."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.sheets.table import Table, Unreadable
from broadhurst.capabilities.imports.forms.spreadsheet import SpreadsheetForm, file_field
from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import columns_of
from broadhurst.capabilities.ocg_imports.sheets.rows import LONGEST_TEXT
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import (
    OCGS,
    OTHERS,
    Sheet,
    as_stored,
    side_by_side,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


def other_sheet(kind: str) -> TextField:
    """Return the question for the sheet that has the rows of another kind."""
    return TextField(
        label=f"Sheet of {OTHERS[kind]}",
        help_text="Its name, if they have a sheet of their own.",
        required=False,
        max_length=31,
        width=20,
    )


class SendOcgsForm(SpreadsheetForm):
    longest_cell = LONGEST_TEXT
    most_bytes = rules.MOST_BYTES
    file = file_field("Spreadsheet of OCGs", rules.MOST_ROWS, rules.MOST_BYTES)
    people_sheet = other_sheet("people")
    identifiers_sheet = other_sheet("identifiers")
    actions_sheet = other_sheet("actions")
    field_order = ("file", "sheet", *(f"{kind}_sheet" for kind in OTHERS))

    def clean(self) -> dict[str, Any]:
        """Read the other sheets that are named too, and put them beside the sheet of OCGs."""
        upload, ocg_sheet = self.cleaned_data.get("file"), self.cleaned_data.get("sheet", "")
        others = {kind: self.cleaned_data.pop(f"{kind}_sheet", "") for kind in OTHERS}
        named = {kind: title for kind, title in others.items() if title}
        wrong = rules.objections_to_sheets(ocg_sheet, named)
        if wrong:
            raise ValidationError(wrong)
        answers = super().clean()
        if "file_name" not in answers or upload is None or not named:
            return answers
        tables = [(ocg_sheet, OCGS, answers["file"])]
        for kind, title in named.items():
            upload.seek(0)
            try:
                tables.append((title, kind, read(upload.read(), title, self.longest_cell)))
            except Unreadable as unreadable:
                raise ValidationError({f"{kind}_sheet": str(unreadable)}) from unreadable
        table, sheets = side_by_side(tables)
        return answers | {"file": table, "sheets": sheets}


@for_actors(rules.objections_to_import_here)
@command
def send_ocgs(
    *, actor: Actor, file: Table, file_name: str, sheets: Sequence[Sheet] = ()
) -> OcgImport:
    """Keep a spreadsheet with its columns as last chosen, or as guessed.

    It takes the place of one that the unit sent and did not import.
    """
    refuse_if(rules.objections_to_send(actor, len(file.rows)))
    take(Unit, actor.unit.pk)
    earlier = OcgImport.objects.filter(unit=actor.unit, imported_at=None, discarded_at=None)
    for upload in earlier:
        upload = lock(OcgImport.objects.all(), upload)
        refuse_if([rules.WAITS] if upload.is_waiting else [])
        if upload.is_under_way:
            discard(upload)
    ref = new_reference("IMO")
    upload = OcgImport.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref, unit=actor.unit, sent_by=actor.officer, sent_at=clock.now(),
        file_name=file_name, notes=file.notes, headings=file.headings,
        columns=columns_of(actor.unit, file.headings, sheets), sheets=as_stored(sheets),
        cells=[[number, cells] for number, cells in file.rows], row_count=len(file.rows),
    )  # fmt: skip

    record(
        actor, "ocg_import.sent", ref, dossier=upload.dossier, kind=Event.Kind.COLLECTION,
        rows=upload.row_count,
    )  # fmt: skip
    return upload
