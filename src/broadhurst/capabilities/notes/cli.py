"""The command line of the notes on a record."""

from typing import Any

import click

from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.forms.note import AddNoteForm
from broadhurst.capabilities.notes.queries.notes import notes_on
from broadhurst.capabilities.notes.queries.records import records_at
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


def a_record(actor: Actor, ref: str) -> Any:
    rows, lookup = records_at(actor, ref)
    return cli.find(actor, rows, **lookup)


group = click.Group("notes", help="Notes on records.")
group.add_command(cli.verb("add", AddNoteForm, add_note, finds={"about": a_record}))


@group.command("list")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def list_notes(username: str, unit: str | None, ref: str) -> None:
    """List the notes on a record, newest first."""
    with cli.acting(username, unit) as actor:
        row = a_record(actor, ref)
        if row is None:
            raise click.ClickException("The record does not exist, or you cannot see it.")
        for note in notes_on(row):
            text = f"Withdrawn: {note.withdrawn_because}" if note.withdrawn_at else note.text
            click.echo(f"{note.ref}  {moment(note.written_at)}  {note.written_by.name}: {text}")
