"""Correct the description of a file. The log keeps what it said before."""

from typing import Any

from broadhurst.capabilities.files import rules
from broadhurst.capabilities.files.forms.file import description_field
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import (
    files,
    locked_record,
    objections_to_add,
    record_of,
)
from broadhurst.capabilities.notes.queries.records import KINDS
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.refusals import dossier_of
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class CorrectFileForm(CommandForm):
    prefills = True
    description = description_field()
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the file."""
        return subject | {"file": lock(files(), subject["file"])}

    def narrow_choices(self) -> None:
        """Fill in what the description says now."""
        self.fields["description"].initial = self.subject["file"].description


def to_correct(actor: Actor, file: File, about: Any) -> list[str]:
    """Say why an actor cannot correct the description of a file on a record."""
    return rules.objections_to_change(actor, file) + objections_to_add(actor, about)


@for_record(lambda actor, file: to_correct(actor, file, record_of(file, actor)))
@command
def correct_file(*, actor: Actor, file: File, description: str, because: str) -> File:
    """Correct the description of a file. To replace the file, withdraw it and add another."""
    about = locked_record(record_of(file, actor))
    file = lock(files(), file)
    was = file.description
    refuse_if(
        to_correct(actor, file, about)
        + rules.objections_to_description(description)
        + rules.objections_to_new_description(was, description)
    )

    file.description = description
    file.save(update_fields=["description"])

    record(
        actor,
        "record_file.corrected",
        file.record_ref,
        dossier=dossier_of(about),
        file=file.ref,
        noun=KINDS[file.kind].noun,
        was=was,
        now=description,
        because=because,
    )
    return file
