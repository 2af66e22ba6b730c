"""The command line of practice notes."""

from typing import Any

import click

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
from broadhurst.capabilities.practice.lists import NOTES
from broadhurst.capabilities.practice.queries.notes import notes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_note(actor: Actor, ref: str) -> Any:
    return cli.find(actor, notes(), ref=ref)


ON_NOTE: dict[str, cli.Find] = {"note": a_note}

group = click.Group("practice", help="Practice notes: what worked, and who adopted it.")
group.add_command(cli.verb("write-note", write_note.WriteNoteForm, write_note.write_note, says=str))
for name, form, then in (
    ("edit-note", edit_note.EditNoteForm, edit_note.edit_note),
    ("publish-note", publish_note.PublishNoteForm, publish_note.publish_note),
    ("make-note-public", make_note_public.MakeNotePublicForm, make_note_public.make_note_public),
    ("correct-note", correct_note.CorrectNoteForm, correct_note.correct_note),
    ("withdraw-note", withdraw_note.WithdrawNoteForm, withdraw_note.withdraw_note),
    ("record-adoption", record_adoption.RecordAdoptionForm, record_adoption.record_adoption),
    (
        "withdraw-adoption",
        withdraw_adoption.WithdrawAdoptionForm,
        withdraw_adoption.withdraw_adoption,
    ),
):
    group.add_command(cli.verb(name, form, then, finds=ON_NOTE, says=str))
group.add_command(
    lists.listing(
        "list",
        NOTES,
        says=lambda note: (
            f"{note.ref}  {note.title}  {note.get_topic_display()}  {note.get_label_display()}"
        ),
        summary="List the practice notes you can see.",
    )
)
