"""Command line of meetings."""

from typing import Any

import click

from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.models import Agenda, MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import agendas, items_of, title_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def an_agenda(actor: Actor, ref: str) -> Agenda | None:
    return cli.find(actor, agendas(), meeting__ref=ref)


def agenda_in_words(agenda: Agenda) -> str:
    """Return the agenda that the reader may see, an item on each line."""
    lines = [f"{row.place}  {row.ref}  {title_of(row)}" for row in items_of(agenda)]
    return "\n".join([f"Agenda of {agenda.meeting.board}, {agenda.meeting}", *lines])


def prepared(agenda: Agenda) -> str:
    """Return that an agenda is prepared, and its items."""
    return f"The agenda {agenda.ref} is prepared.\n{agenda_in_words(agenda)}"


def saved_action(action: MeetingAction) -> str:
    """Return where an action of a meeting is now, in a sentence."""
    stage, by = in_sentence(action.get_stage_display()), day(action.due_on)
    return f"{action.title} ({action.ref}), for {action.owner.name} by {by}, is {stage}."


def action_in_words(action: MeetingAction) -> str:
    stage = in_sentence(action.get_stage_display())
    return f"{action.ref}  {action.title}  {action.owner.name}, by {day(action.due_on)}, {stage}"


group = click.Group("meetings", help="Agendas, minutes and actions of board meetings.")
group.add_command(
    lists.listing(
        "actions",
        ACTIONS,
        says=action_in_words,
        summary="List the meeting actions you can see. The default tab is the open ones.",
    )
)


@group.command("agenda")
@click.argument("meeting")
@cli.in_posting
@cli.acting_as
def show_agenda(username: str, unit: str | None, meeting: str) -> None:
    """Show the agenda of a meeting, as far as you can see it."""
    with cli.acting(username, unit) as actor:
        agenda = an_agenda(actor, meeting)
        if agenda is None:
            raise click.ClickException("The agenda does not exist, or you cannot see it.")
        click.echo(agenda_in_words(agenda))


@group.command("take-minutes")
@click.argument("meeting")
@click.argument("file", type=click.File("wb"))
@click.option("--form", type=click.Choice(sorted(FORMATS)), default="pdf", help="The file format.")
@cli.in_posting
@cli.acting_as
def write_minutes(username: str, unit: str | None, meeting: str, file: Any, form: str) -> None:
    """Write the minutes of a meeting to a file."""
    with cli.acting(username, unit) as actor, cli.refusals():
        agenda = an_agenda(actor, meeting)
        if agenda is None:
            raise click.ClickException("The minutes do not exist, or you cannot see them.")
        file.write(take_minutes(actor=actor, agenda=agenda, form=form))
        click.echo("The minutes are saved.")
