"""Withdraw a note. The reason stays, and the text is no longer shown."""

from broadhurst.capabilities.notes import rules
from broadhurst.capabilities.notes.models import Note
from broadhurst.capabilities.notes.queries.notes import dossier_of_note, notes
from broadhurst.capabilities.notes.queries.records import KINDS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawNoteForm(CommandForm):
    because = TextField(
        label="Reason",
        help_text="Everyone who can see the record reads this in place of the note.",
        max_length=200,
    )


@for_record(rules.objections_to_withdraw)
@command
def withdraw_note(*, actor: Actor, note: Note, because: str) -> Note:
    """Withdraw a note of your own or of your unit, with a reason."""
    note = lock(notes(), note)
    refuse_if(rules.objections_to_withdraw(actor, note))

    note.withdrawn_at, note.withdrawn_by = clock.now(), actor.officer
    note.withdrawn_because = because
    note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])

    record(
        actor,
        "record_note.withdrawn",
        note.record_ref,
        dossier=dossier_of_note(note, actor),
        note=note.ref,
        noun=KINDS[note.kind].noun,
        because=because,
    )
    return note
