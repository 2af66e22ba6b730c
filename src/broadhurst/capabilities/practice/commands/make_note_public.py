"""Make a practice note public: anyone can read it, without signing in."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Note, PublicNote
from broadhurst.capabilities.practice.queries.forms import to_move
from broadhurst.capabilities.practice.queries.notes import (
    FIELDS,
    TEXTS,
    locked_note,
    texts_to_check,
)
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import at, refuse_if


class MakeNotePublicForm(CommandForm):
    is_read = BooleanField(label="I have read the whole note, and the public may read it too")


@for_record(to_move("make_public"))
@command
def make_note_public(*, actor: Actor, note: Note, is_read: bool) -> Note:
    """Put a copy of a published note on the public site. Its last author cannot."""
    note = locked_note(note)
    words = {name: getattr(note, name) for name in TEXTS}
    refuse_if(
        rules.objections_to_verb("make_public", actor, note)
        + rules.objections_to_words(words)
        + ([] if is_read else at("is_read", "Read the note before you make it public."))
    )
    # A record may have been entered since the note was published to the service.
    check_text(actor, note.ref, note.dossier, texts_to_check(words), public=public_names())

    note.stage = Note.Stage.PUBLIC
    note.save(update_fields=["stage"])
    copy = PublicNote.objects.create(
        ref=note.ref,
        agency=note.unit.agency,
        district=note.unit.district.name if note.unit.district else "",
        published_at=clock.now(),
        **{name: getattr(note, name) for name in FIELDS},
    )
    public_copies.changed(copy)

    record(
        actor,
        "note.made_public",
        note.ref,
        dossier=note.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[note.unit],
        title=note.title,
    )
    return note
