"""Send a spreadsheet of targets to be checked.

Its rows are stored and its columns guessed.
"""

from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.commands.note_unread import note_unread
from broadhurst.capabilities.bulk_checks.queries.checks import tables_sent_lately
from broadhurst.capabilities.bulk_checks.sheets import columns
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.sheets.table import (
    MOST_BYTES,
    MOST_ROWS,
    TOO_LARGE,
    NoSuchSheet,
    Table,
    Unreadable,
)
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.capabilities.register.forms.fields import OwnOcgField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.database.prepared import insert
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, FileField, TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if

WRITTEN_AT_ONCE = 5_000


class SendBulkCheckForm(CommandForm):
    file = FileField(
        label="Spreadsheet of targets",
        help_text=f"CSV or Excel (.xlsx), with headings in the first row, {MOST_ROWS:,} rows at "
        f"most and {MOST_BYTES // 1_000_000} MB.",
        accept=".csv,.xlsx",
        max_length=100,
    )
    sheet = TextField(
        label="Sheet", help_text="Its name, if the workbook has several sheets. Without it we "
        "check the first, and say what was left out.", required=False, max_length=31, width=20,
    )  # fmt: skip
    ocg = OwnOcgField(label="OCG", help_text="If the spreadsheet is about one OCG.")
    matter = TextField(
        label="Your own reference", help_text="If it is not about one OCG. For example, OP-TEASEL.",
        required=False, max_length=60, width=20,
    )  # fmt: skip
    purpose = TextAreaField(
        label="Purpose", help_text="What the check is for.", rows=2, max_length=500
    )
    only_targets = BooleanField(
        label="Everyone in the spreadsheet is a suspect or convicted. It has no victims or "
        "witnesses"
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file that is too large, or above the officer's hourly limit."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        sent_count = tables_sent_lately(self.actor.officer)
        if objections := rules.objections_to_one_more_table(sent_count):
            raise ValidationError(objections)
        return file

    def narrow_choices(self) -> None:
        """Offer the OCGs that the officer may see."""
        self.fields["ocg"].offer_own()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Replace the file by its rows, if it can be read, and keep the file's name."""
        sent, sheet = self.cleaned_data.get("file"), self.cleaned_data.pop("sheet", None)
        if sent is None or sheet is None:
            return self.cleaned_data
        try:
            table = read(sent.read(), sheet)
        except Unreadable as unreadable:
            note_unread(actor=self.actor, why=str(unreadable))
            wrong = "sheet" if isinstance(unreadable, NoSuchSheet) else "file"
            raise ValidationError({wrong: str(unreadable)}) from unreadable
        return {**self.cleaned_data, "file": table, "file_name": str(sent.name)[:100]}


@command
def send_bulk_check(
    *, actor: Actor, file: Table, file_name: str, ocg: Ocg | None, matter: str, purpose: str,
    only_targets: bool,
) -> BulkCheck:  # fmt: skip
    """Store the rows as they were sent, with a guess of what each column holds."""
    owner = current_leadership(ocg).owner if ocg else None
    recent_use.serialise_officer(actor.officer)
    refuse_if(
        rules.objections_to_send_bulk_check(actor.roles, ocg, actor.unit, owner, matter, purpose)
        + rules.objections_to_one_more_table(tables_sent_lately(actor.officer))
    )

    now = clock.now()
    bulk_check = BulkCheck.objects.create(
        ref=new_reference("BLK"), unit=actor.unit, posting=actor.posting,
        ocg_ref=ocg.ref if ocg else "", matter=matter.strip(), purpose=purpose,
        file_name=file_name, notes=file.notes, headings=file.headings,
        columns=columns.guess(file.headings), rows_sent=len(file.rows), sent_at=now,
        expires_at=now + rules.KEPT_FOR,
    )  # fmt: skip
    rows = (BulkRow(bulk=bulk_check, number=number, cells=cells) for number, cells in file.rows)
    while batch := list(islice(rows, WRITTEN_AT_ONCE)):
        insert(batch)

    record(
        actor,
        "bulk_check.sent",
        bulk_check.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        rows=bulk_check.rows_sent,
        about=bulk_check.about,
        purpose=purpose,
    )
    return bulk_check
