"""Terminal commands of the inspectorate's register."""

import click

from broadhurst.capabilities.inspectorate_register.commands.discard import (
    DiscardReadingForm,
    discard_reading,
)
from broadhurst.capabilities.inspectorate_register.commands.edit import (
    EditEntriesForm,
    edit_entries,
)
from broadhurst.capabilities.inspectorate_register.commands.load_entries import load_entries
from broadhurst.capabilities.inspectorate_register.commands.save import (
    SaveReadingForm,
    save_reading,
)
from broadhurst.capabilities.inspectorate_register.commands.send import (
    SendEntriesForm,
    send_entries,
)
from broadhurst.capabilities.inspectorate_register.lists import READINGS
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.readings import readings
from broadhurst.capabilities.inspectorate_register.queries.shown import ShownEntry, shown
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists

group = click.Group("inspectorate-register", help="Entries of the inspectorate's register.")


def a_reading(actor: Actor, ref: str) -> Reading | None:
    return cli.find(actor, readings(), ref=ref)


def _line(reading: Reading) -> str:
    return f"{reading.ref}  {reading.stage}  sent by {reading.sent_by.name}"


def in_words(actor: Actor, reading: Reading) -> str:
    """Return how a text is read, line by line."""
    now = shown(actor, reading)
    lines = [_line(reading)]
    for entry in now.entries:
        lines += _entry_in_words(entry)
    for refusal in now.refusals:
        lines += [f"{refusal.place} cannot be read: {refusal.reason}", f"  {refusal.text}"]
    return "\n".join(lines)


def _entry_in_words(entry: ShownEntry) -> list[str]:
    matched = entry.matched
    organisation = matched.agency.name if matched.agency else "no organisation"
    finding = matched.finding.key if matched.finding else "to be added"
    lines = [f"Entry {entry.number}: {entry.title or 'no heading'}, {organisation} ({finding})"]
    lines += _indented(f"Cause of concern: {entry.concern}" if entry.concern else "")
    lines += _indented(matched.section.text)
    for update in entry.updates:
        status = update.status_in_words or "comment"
        lines.append(f"  {update.acted_on}  {status}: {update.state_in_words}")
        lines += _indented(update.text)
    lines += [f"  Look at this. {place}: {note}" for place, note in entry.notes]
    return lines + [f"  To correct: {problem}" for problem in matched.problems]


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.splitlines()]


group.add_command(cli.verb("send", SendEntriesForm, send_entries, says_to=in_words))
for name, form, command in (
    ("edit", EditEntriesForm, edit_entries),
    ("save", SaveReadingForm, save_reading),
    ("discard", DiscardReadingForm, discard_reading),
):
    group.add_command(cli.verb(name, form, command, finds={"reading": a_reading}, says_to=in_words))
group.add_command(
    lists.listing("list", READINGS, says=_line, summary="List the texts that your unit sent.")
)


@group.command("show")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show(username: str, unit: str | None, ref: str) -> None:
    """Show how a text is read, and what you need to correct."""
    with cli.acting(username, unit) as actor, cli.refusals():
        reading = a_reading(actor, ref)
        if reading is None:
            raise click.ClickException("The text does not exist, or you cannot see it.")
        click.echo(in_words(actor, reading))


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the published entries that come with the program. Load the reports first."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_entries(actor=actor)} updates are new.")
