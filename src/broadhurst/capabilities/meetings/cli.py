"""Command line of meetings."""

from typing import Any

import click

from broadhurst.capabilities.meetings.commands.add_item import AddItemForm, add_item
from broadhurst.capabilities.meetings.commands.agree_minutes import AgreeMinutesForm, agree_minutes
from broadhurst.capabilities.meetings.commands.change_action import ChangeActionForm, change_action
from broadhurst.capabilities.meetings.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.meetings.commands.conclude_item import ConcludeItemForm, conclude_item
from broadhurst.capabilities.meetings.commands.correct_minutes import (
    CorrectMinutesForm,
    correct_minutes,
)
from broadhurst.capabilities.meetings.commands.edit_item import EditItemForm, edit_item
from broadhurst.capabilities.meetings.commands.give_action import GiveActionForm, give_action
from broadhurst.capabilities.meetings.commands.move_item import MoveItemForm, move_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import (
    PrepareAgendaForm,
    prepare_agenda,
)
from broadhurst.capabilities.meetings.commands.record_attendance import (
    RecordAttendanceForm,
    record_attendance,
)
from broadhurst.capabilities.meetings.commands.remove_item import RemoveItemForm, remove_item
from broadhurst.capabilities.meetings.commands.reopen_action import ReopenActionForm, reopen_action
from broadhurst.capabilities.meetings.commands.show_item import ShowItemForm, show_item
from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.commands.withdraw_action import (
    WithdrawActionForm,
    withdraw_action,
)
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.models import Agenda, Item, MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import (
    actions,
    agendas,
    items,
    items_of,
    meetings,
    title_of,
)
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.lists import cli as lists


def a_meeting(actor: Actor, ref: str) -> Meeting | None:
    return cli.find(actor, meetings(), ref=ref)


def an_agenda(actor: Actor, ref: str) -> Agenda | None:
    return cli.find(actor, agendas(), meeting__ref=ref)


def an_item(actor: Actor, ref: str) -> Item | None:
    return cli.find(actor, items(), ref=ref)


def an_action(actor: Actor, ref: str) -> MeetingAction | None:
    return cli.find(actor, actions(), ref=ref)


def saved(_outcome: Any) -> str:
    return "Saved."


def agenda_in_words(agenda: Agenda) -> str:
    """Return the agenda that the reader may see, an item on each line."""
    lines = [f"{row.place}  {row.ref}  {title_of(row)}" for row in items_of(agenda)]
    return "\n".join([f"Agenda of {agenda.meeting.board}, {agenda.meeting}", *lines])


def action_in_words(action: MeetingAction) -> str:
    stage = in_sentence(action.get_stage_display())
    return f"{action.ref}  {action.title}  {action.owner.name}, by {action.due_on}, {stage}"


group = click.Group("meetings", help="Agendas, minutes and actions of board meetings.")
group.add_command(
    cli.verb(
        "prepare-agenda", PrepareAgendaForm, prepare_agenda, finds={"meeting": a_meeting},
        says=agenda_in_words,
    )
)  # fmt: skip
for name, form, verb in (
    ("add-item", AddItemForm, add_item),
    ("record-attendance", RecordAttendanceForm, record_attendance),
    ("give-action", GiveActionForm, give_action),
    ("correct-minutes", CorrectMinutesForm, correct_minutes),
    ("agree-minutes", AgreeMinutesForm, agree_minutes),
):
    says = action_in_words if verb is give_action else saved
    group.add_command(cli.verb(name, form, verb, finds={"agenda": an_agenda}, says=says))
for name, item_form, item_verb in (
    ("edit-item", EditItemForm, edit_item),
    ("move-item", MoveItemForm, move_item),
    ("remove-item", RemoveItemForm, remove_item),
    ("conclude-item", ConcludeItemForm, conclude_item),
    ("show-item", ShowItemForm, show_item),
):
    group.add_command(cli.verb(name, item_form, item_verb, finds={"item": an_item}, says=saved))
for name, action_form, action_verb in (
    ("change-action", ChangeActionForm, change_action),
    ("complete-action", CompleteActionForm, complete_action),
    ("withdraw-action", WithdrawActionForm, withdraw_action),
    ("reopen-action", ReopenActionForm, reopen_action),
):
    group.add_command(
        cli.verb(name, action_form, action_verb, finds={"action": an_action}, says=action_in_words)
    )
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
