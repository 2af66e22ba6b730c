"""Withdraw a file. The reason and the SHA-256 stay, and nobody can download it."""

from typing import Any

from broadhurst.capabilities.files import rules
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import (
    files,
    objections_to_withdraw,
    record_of,
)
from broadhurst.capabilities.notes.queries.records import KINDS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.refusals import dossier_of
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawFileForm(CommandForm):
    because = TextField(
        label="Reason",
        help_text="Everyone who can see the record reads it. Nobody can download the file then.",
        max_length=200,
    )


def to_withdraw(actor: Actor, file: File, about: Any) -> list[str]:
    """Say why an actor cannot withdraw a file on a record."""
    return rules.objections_to_change(actor, file) + objections_to_withdraw(actor, about)


@for_record(lambda actor, file: to_withdraw(actor, file, record_of(file, actor)))
@command
def withdraw_file(*, actor: Actor, file: File, because: str) -> File:
    """Withdraw a file that you or your unit added, with a reason."""
    file = lock(files(), file)
    about = record_of(file, actor)
    refuse_if(to_withdraw(actor, file, about))

    file.withdrawn_at, file.withdrawn_by = clock.now(), actor.officer
    file.withdrawn_because = because
    file.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])

    record(
        actor,
        "record_file.withdrawn",
        file.record_ref,
        dossier=dossier_of(about),
        file=file.ref,
        noun=KINDS[file.kind].noun,
        because=because,
    )
    return file
