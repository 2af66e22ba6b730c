"""The verbs of notes, at the API and the terminal."""

from broadhurst.capabilities.notes.api import as_note
from broadhurst.capabilities.notes.commands.correct_note import CorrectNoteForm, correct_note
from broadhurst.capabilities.notes.commands.withdraw_note import WithdrawNoteForm, withdraw_note
from broadhurst.capabilities.notes.queries.notes import notes
from broadhurst.foundation.doors.verbs import Subject, Verb

NOTE = Subject("note", "/notes/{ref}", lambda _actor: notes())

VERBS = (
    Verb(
        "correct", CorrectNoteForm, correct_note, NOTE, "Correct a note", as_note,
        says="Note {.ref} is corrected.".format,
    ),
    Verb(
        "withdraw", WithdrawNoteForm, withdraw_note, NOTE, "Withdraw a note", as_note,
        says="Note {.ref} is withdrawn.".format,
    ),
)  # fmt: skip
