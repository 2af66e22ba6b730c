"""Correct a note. It keeps what it said before."""

from typing import Any

from broadhurst.capabilities.notes import rules
from broadhurst.capabilities.notes.forms.note import note_field
from broadhurst.capabilities.notes.models import Note, NoteCorrection
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


class CorrectNoteForm(CommandForm):
    prefills = True
    text = note_field()
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the note."""
        return subject | {"note": lock(notes(), subject["note"])}

    def narrow_choices(self) -> None:
        """Fill in what the note says now."""
        self.fields["text"].initial = self.subject["note"].text


@for_record(rules.objections_to_correct)
@command
def correct_note(*, actor: Actor, note: Note, text: str, because: str) -> Note:
    """Correct a note of your own, with a reason. Readers see that it changed."""
    note = lock(notes(), note)
    refuse_if(
        rules.objections_to_correct(actor, note)
        + rules.objections_to_note(text)
        + rules.objections_to_new_text(note.text, text)
    )

    NoteCorrection.objects.create(
        note=note, was=note.text, because=because, corrected_by=actor.officer,
        corrected_at=clock.now(),
    )  # fmt: skip
    note.text = text
    note.save(update_fields=["text"])

    record(
        actor,
        "record_note.corrected",
        note.record_ref,
        dossier=dossier_of_note(note, actor),
        note=note.ref,
        noun=KINDS[note.kind].noun,
        because=because,
    )
    return note
