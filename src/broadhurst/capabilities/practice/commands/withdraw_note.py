"""Withdraw a practice note, with a reason."""

from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.practice.queries.forms import to_move
from broadhurst.capabilities.practice.queries.notes import adopters, locked_note
from broadhurst.capabilities.practice.writes.public_copy import take_from_public
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawNoteForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_move("withdraw"))
@command
def withdraw_note(*, actor: Actor, note: Note, because: str) -> Note:
    """Withdraw a note. Its page keeps the reason, and the public copy is gone at once."""
    note = locked_note(note)
    refuse_if(
        rules.objections_to_verb("withdraw", actor, note)
        + rules.objections_to_words({"because": because})
    )

    note.stage = Note.Stage.WITHDRAWN
    note.withdrawn_at, note.withdrawn_because = clock.now(), because
    note.save(update_fields=["stage", "withdrawn_at", "withdrawn_because"])
    take_from_public(note)

    record(
        actor,
        "note.withdrawn",
        note.ref,
        dossier=note.dossier,
        tell=[note.unit, *adopters(note)],
        title=note.title,
        because=because,
    )
    return note
