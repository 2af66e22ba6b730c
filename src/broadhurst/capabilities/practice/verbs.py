"""The verbs of practice, at the API and the terminal."""

from broadhurst.capabilities.practice.api import as_adoption, as_note
from broadhurst.capabilities.practice.commands import (
    correct_note,
    edit_note,
    make_note_public,
    publish_note,
    record_adoption,
    withdraw_adoption,
    withdraw_note,
    write_note,
)
from broadhurst.capabilities.practice.queries.notes import notes
from broadhurst.foundation.doors.verbs import Subject, Verb

NOTE = Subject("note", "/practice-notes/{ref}", lambda _actor: notes())

VERBS = (
    Verb(
        "write-note", write_note.WriteNoteForm, write_note.write_note, None,
        "Write a practice note", as_note, status=201, address="/practice-notes",
        says="Practice note {.ref} is a draft. Next, publish it.".format,
    ),
    Verb(
        "edit-note", edit_note.EditNoteForm, edit_note.edit_note, NOTE, "Edit a draft", as_note,
        address="/practice-notes/{ref}/edit",
        says="The draft of practice note {.ref} is saved.".format,
    ),
    Verb(
        "publish-note", publish_note.PublishNoteForm, publish_note.publish_note, NOTE,
        "Publish a note to the service", as_note, address="/practice-notes/{ref}/publish",
        says="Practice note {.ref} is published to the service.".format,
    ),
    Verb(
        "make-note-public", make_note_public.MakeNotePublicForm, make_note_public.make_note_public,
        NOTE, "Make a note public", as_note, address="/practice-notes/{ref}/make-public",
        says="Practice note {.ref} is on the public site.".format,
    ),
    Verb(
        "correct-note", correct_note.CorrectNoteForm, correct_note.correct_note, NOTE,
        "Correct a published note", as_note, address="/practice-notes/{ref}/correct",
        says="Practice note {.ref} is corrected.".format,
    ),
    Verb(
        "withdraw-note", withdraw_note.WithdrawNoteForm, withdraw_note.withdraw_note, NOTE,
        "Withdraw a note", as_note, address="/practice-notes/{ref}/withdraw",
        says="Practice note {.ref} is withdrawn.".format,
    ),
    Verb(
        "record-adoption", record_adoption.RecordAdoptionForm, record_adoption.record_adoption,
        NOTE, "Record how your organisation uses a note", as_adoption, status=201,
        says="Adoption of practice note {.note.ref} is recorded.".format,
    ),
    Verb(
        "withdraw-adoption", withdraw_adoption.WithdrawAdoptionForm,
        withdraw_adoption.withdraw_adoption, NOTE,
        "Withdraw your unit's latest record of adoption", as_adoption,
        says=("The record of practice note {.note.ref} is withdrawn. The one before it counts "
              "again.").format,
    ),
)  # fmt: skip
