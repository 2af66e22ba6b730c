"""Write a practice note as a draft that only the own unit sees."""

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.forms.note import NoteForm
from broadhurst.capabilities.practice.models import Note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class WriteNoteForm(NoteForm):
    """The words of a new note."""


@for_actors(rules.objections_to_write)
@command
def write_note(*, actor: Actor, finding: Finding | None = None, **words: str) -> Note:
    """Write a practice note. Your unit sees it until you publish it."""
    refuse_if(
        rules.objections_to_write(actor)
        + rules.objections_to_words(words)
        + rules.objections_to_finding(finding)
    )

    ref = new_reference("PRA")
    note = Note.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref,
        unit=actor.unit,
        finding=finding,
        written_by=actor.officer,
        written_at=clock.now(),
        **words,
    )

    record(
        actor,
        "note.written",
        ref,
        dossier=note.dossier,
        kind=Event.Kind.COLLECTION,
        title=note.title,
    )
    return note
