"""Commands that follow an OCG, in the register's group."""

import click

from broadhurst.capabilities.following.commands.follow import FollowForm, follow
from broadhurst.capabilities.following.commands.mark_followed_read import (
    MarkFollowedReadForm,
    mark_followed_read,
)
from broadhurst.capabilities.following.commands.unfollow import UnfollowForm, unfollow
from broadhurst.capabilities.following.queries import by_dossier, changes_in, follows_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, moment
from broadhurst.foundation.notices.words import words


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


group = click.Group("register")
for name, form_class, then, says in (
    ("follow", FollowForm, follow, "You follow {}."),
    ("unfollow", UnfollowForm, unfollow, "You no longer follow {}."),
):
    group.add_command(cli.verb(name, form_class, then, finds={"ocg": an_ocg}, says=says.format))
group.add_command(
    cli.verb(
        "mark-followed-read",
        MarkFollowedReadForm,
        mark_followed_read,
        says=lambda many: f"Marked as read: {count(many, 'followed OCG')}.",
    )
)


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
