"""The command line of a leaving officer's work."""

import click

from broadhurst.capabilities.leavers.commands.rehome import Rehomed, RehomeForm, rehome
from broadhurst.capabilities.leavers.queries.holdings import (
    holdings_of,
    offered,
    successors_of,
    with_proposals,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import cli


def an_officer(actor: Actor, username: str) -> Officer | None:
    return cli.find(actor, Officer.objects.filter(is_active=True), username=username)


def said(results: list[Rehomed]) -> str:
    lines = [
        f"{result.holding.key}  {result.successor.name}  "
        + ("given" if result.is_done else " ".join(result.objections))
        for result in results
    ]
    return "\n".join(lines)


group = click.Group("leavers", help="The work of officers who leave.")
group.add_command(cli.verb("rehome", RehomeForm, rehome, finds={"officer": an_officer}, says=said))


@group.command("holdings")
@click.argument("leaver")
@cli.in_posting
@cli.acting_as
def holdings(username: str, unit: str | None, leaver: str) -> None:
    """List what an officer holds, with the proposed successors."""
    with cli.acting(username, unit) as actor:
        officer = an_officer(actor, leaver)
        if officer is None:
            raise click.ClickException("There is no officer with that username.")
        for one in with_proposals(holdings_of(officer), offered(successors_of(officer, actor))):
            click.echo(f"{one.key}  {one.what}  {one.name}  {one.proposed or 'nobody proposed'}")
