"""The command line of messages to the public."""

from typing import Any

import click

from broadhurst.capabilities.public_messages.commands import (
    clear_message,
    correct_message,
    draft_message,
    edit_message,
    publish_due_message,
    publish_message,
    schedule_message,
    unschedule_message,
    withdraw_message,
)
from broadhurst.capabilities.public_messages.lists import MESSAGES
from broadhurst.capabilities.public_messages.queries.messages import due_messages, messages
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_message(actor: Actor, ref: str) -> Any:
    return cli.find(actor, messages(), ref=ref)


ON_MESSAGE: dict[str, cli.Find] = {"message": a_message}

group = click.Group("public-messages", help="Messages to the public, local and national.")
group.add_command(
    cli.verb("draft", draft_message.DraftMessageForm, draft_message.draft_message, says=str)
)
for name, form, then in (
    ("edit", edit_message.EditMessageForm, edit_message.edit_message),
    ("clear", clear_message.ClearMessageForm, clear_message.clear_message),
    ("publish", publish_message.PublishMessageForm, publish_message.publish_message),
    ("schedule", schedule_message.ScheduleMessageForm, schedule_message.schedule_message),
    ("unschedule", unschedule_message.UnscheduleMessageForm, unschedule_message.unschedule_message),
    ("correct", correct_message.CorrectMessageForm, correct_message.correct_message),
    ("withdraw", withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message),
):
    group.add_command(cli.verb(name, form, then, finds=ON_MESSAGE, says=str))


@group.command("publish-due")
@cli.in_posting
@cli.acting_as
def publish_due(username: str, unit: str | None) -> None:
    """Publish the scheduled messages whose time has come. A job does this every minute."""
    with cli.acting(username, unit) as actor, cli.refusals():
        for ref in due_messages():
            is_published = publish_due_message.publish_due_message(actor=actor, ref=ref)
            click.echo(f"{ref} is {'published' if is_published else 'a draft again'}.")


group.add_command(
    lists.listing(
        "list",
        MESSAGES,
        says=lambda message: f"{message.ref}  {message.title}  {message.get_stage_display()}",
        summary="List the messages of your unit.",
    )
)
