"""Followed OCGs at the terminal, in the register's group."""

import click

from broadhurst.capabilities.following.queries import by_dossier, changes_in, follows_of
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, moment
from broadhurst.foundation.notices.words import words


def marked_read(number: int) -> str:
    return f"Marked as read: {count(number, 'followed OCG')}."


group = click.Group("register")


@group.command("followed")
@cli.in_posting
@cli.acting_as
def followed(username: str, unit: str | None) -> None:
    """List the OCGs that you follow, with the latest changes."""
    with cli.acting(username, unit) as actor:
        follows = list(follows_of(actor))
        for follow_row in follows:
            click.echo(str(follow_row.ocg))
        for event in changes_in(by_dossier(follows), actor).order_by("-at")[:25]:
            click.echo(f"{moment(event.at)}  {words(event)}")
