"""Publish a practice note to everyone who signs in."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.practice.queries.forms import to_move
from broadhurst.capabilities.practice.queries.notes import (
    TEXTS,
    locked_note,
    texts_to_check,
)
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class PublishNoteForm(CommandForm):
    """Asks nothing."""


@for_record(to_move("publish"))
@command
def publish_note(*, actor: Actor, note: Note) -> Note:
    """Publish a draft to the service: everyone who signs in can read it."""
    note = locked_note(note)
    words = {name: getattr(note, name) for name in TEXTS}
    refuse_if(rules.objections_to_verb("publish", actor, note) + rules.objections_to_words(words))
    check_text(actor, note.ref, note.dossier, texts_to_check(words), public=public_names())

    note.stage, note.published_at = Note.Stage.PUBLISHED, clock.now()
    note.save(update_fields=["stage", "published_at"])

    record(
        actor,
        "note.published",
        note.ref,
        dossier=note.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[note.unit],
        title=note.title,
    )
    return note
