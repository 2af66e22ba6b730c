"""Edit a practice note that is still a draft."""

from typing import Any

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.forms.note import NoteForm
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.practice.queries.forms import to_move
from broadhurst.capabilities.practice.queries.notes import locked_note
from broadhurst.capabilities.practice.writes.words import change_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditNoteForm(NoteForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the note."""
        return subject | {"note": locked_note(subject["note"])}


@for_record(to_move("edit"))
@command
def edit_note(*, actor: Actor, note: Note, finding: Finding | None = None, **words: str) -> Note:
    """Change the words of a draft."""
    note = locked_note(note)
    refuse_if(
        rules.objections_to_verb("edit", actor, note)
        + rules.objections_to_words(words)
        + rules.objections_to_finding(finding)
    )

    change_words(actor, note, {**words, "finding": finding})
    note.save()

    record(actor, "note.edited", note.ref, dossier=note.dossier, title=note.title)
    return note
