"""Bodies, officers, postings and tokens at the terminal."""

from datetime import datetime

import click

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.issue_token import IssueTokenForm, issue_token
from broadhurst.capabilities.establishment.commands.load_bodies import load_bodies
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.agencies.models import Officer, Role, Unit
from broadhurst.foundation.doors import cli

group = click.Group("establishment", help="Bodies, units, officers, postings and tokens.")
group.add_command(cli.verb("issue-token", IssueTokenForm, issue_token, says=str))


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the real bodies, regions and districts, or bring them up to date."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_bodies(actor=actor)} bodies are loaded.")


@group.command("enrol")
@click.argument("new_username")
@click.option("--name", required=True)
@click.option("--grade", default="", help="Rank or grade.")
@click.password_option(help="Asked for, if not given.")
@cli.in_posting
@cli.acting_as
def enrol_officer(
    username: str, unit: str | None, new_username: str, name: str, grade: str, password: str
) -> None:
    """Enrol an officer, who may then sign in."""
    with cli.acting(username, unit) as actor, cli.refusals():
        enrol(actor=actor, username=new_username, name=name, grade=grade, password=password)
        click.echo(f"{name} is enrolled as {new_username}.")


@group.command("post")
@click.argument("officer")
@click.argument("to_unit")
@click.option("--title", required=True)
@click.option("--role", "roles", multiple=True, type=click.Choice([*Role.values]))
@click.option("--from", "from_on", required=True, type=click.DateTime(["%Y-%m-%d"]))
@cli.in_posting
@cli.acting_as
def post_officer(
    username: str,
    unit: str | None,
    officer: str,
    to_unit: str,
    title: str,
    roles: tuple[str, ...],
    from_on: datetime,
) -> None:
    """Post an officer to a unit, by their username and the unit's key."""
    with cli.acting(username, unit) as actor, cli.refusals():
        who = Officer.objects.filter(username=officer).first()
        where = Unit.objects.filter(key=to_unit).first()
        if who is None or where is None:
            raise click.ClickException("No such officer or no such unit.")
        post(actor=actor, officer=who, unit=where, title=title, roles=roles, from_on=from_on.date())
        click.echo(f"{who.name} is posted to {where.name}.")
