"""Correct a published practice note, and keep what it said before."""

from typing import Any

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.forms.note import NoteForm
from broadhurst.capabilities.practice.models import Correction, Note
from broadhurst.capabilities.practice.queries.forms import to_move
from broadhurst.capabilities.practice.queries.notes import (
    adopters,
    locked_note,
    texts_to_check,
)
from broadhurst.capabilities.practice.writes.public_copy import take_from_public
from broadhurst.capabilities.practice.writes.words import change_words, changed_words
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class CorrectNoteForm(NoteForm):
    prefills = True
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the note."""
        return subject | {"note": locked_note(subject["note"])}


@for_record(to_move("correct"))
@command
def correct_note(
    *, actor: Actor, note: Note, because: str, finding: Finding | None = None, **words: str
) -> Note:
    """Correct a published note, with a reason.

    A public note leaves the public site until another officer makes it public again.
    """
    note = locked_note(note)
    new_words = {**words, "finding": finding}
    changes = changed_words(note, new_words)
    refuse_if(
        rules.objections_to_verb("correct", actor, note)
        + rules.objections_to_words({**words, "because": because})
        + rules.objections_to_finding(finding)
        + rules.objections_to_correction(changes)
    )
    check_text(actor, note.ref, note.dossier, texts_to_check(words), public=public_names())

    change_words(actor, note, new_words)
    note.stage = Note.Stage.PUBLISHED
    note.save()
    take_from_public(note)
    Correction.objects.create(
        note=note,
        because=because,
        changes=changes,
        corrected_by=actor.officer,
        corrected_at=clock.now(),
    )

    record(
        actor,
        "note.corrected",
        note.ref,
        dossier=note.dossier,
        tell=[note.unit, *adopters(note)],
        title=note.title,
        because=because,
    )
    return note
