"""The command line of messages to the public."""

from typing import Any

import click

from broadhurst.capabilities.public_messages.commands import publish_due_message
from broadhurst.capabilities.public_messages.lists import MESSAGES
from broadhurst.capabilities.public_messages.queries.messages import due_messages, messages
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_message(actor: Actor, ref: str) -> Any:
    return cli.find(actor, messages(), ref=ref)


ON_MESSAGE: dict[str, cli.Find] = {"message": a_message}

group = click.Group("public-messages", help="Messages to the public, local and national.")


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
