"""An OCG's life at the terminal, in the register's group."""

import click

from broadhurst.capabilities.lifecycle.queries.shown import life_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, moment


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def state_of(ocg: Ocg) -> str:
    due = f" Next step by {day(ocg.due_on)}." if ocg.due_on else ""
    return f"{ocg} is {ocg.status_label}.{due}"


@click.command("life")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def life(username: str, unit: str | None, ref: str) -> None:
    """Show the statuses of an OCG over time, oldest first."""
    with cli.acting(username, unit) as actor:
        ocg = an_ocg(actor, ref)
        for change in life_of(ocg) if ocg else ():
            why = f"  {change.reason_label}. {change.explanation}" if change.reason else ""
            click.echo(f"{moment(change.from_at)}  {change.label}{why}")
    if ocg is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)


group = click.Group("register")
group.add_command(life)
