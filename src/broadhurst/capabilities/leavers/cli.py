"""The command line of a leaving officer's work."""

import click

from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries.holdings import holdings_of, with_proposals
from broadhurst.capabilities.leavers.queries.rehomings import progress_of, rehomings, rows
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import in_sentence


def an_officer(actor: Actor, username: str) -> Officer | None:
    return cli.find(actor, Officer.objects.filter(is_active=True), username=username)


def sent(rehoming: Rehoming) -> str:
    stage = in_sentence(rehoming.get_stage_display())
    return f"{rehoming.ref} is {stage}.\nA worker gives the records one by one."


def told(row: RehomingRow) -> str:
    result = "given" if row.is_done else " ".join(row.objections) or "waits"
    return f"{row.key}  {row.successor.name}  {result}"


group = click.Group("leavers", help="The work of officers who leave.")


@group.command("rehoming")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def one(username: str, unit: str | None, ref: str) -> None:
    """Show how far giving the records of an officer is, with a result for each."""
    with cli.acting(username, unit) as actor:
        rehoming = cli.find(actor, rehomings(), ref=ref)
        if rehoming is None:
            raise click.ClickException(f"There is no rehoming {ref}, or you cannot see it.")
        settled = list(rows(rehoming))
        progress = progress_of(settled)
        click.echo(
            f"{rehoming.ref}  {rehoming.get_stage_display()}  "
            f"{progress.done} of {progress.total} given, {progress.refused} refused"
        )
        for row in settled:
            click.echo(told(row))


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
        proposed = offered(successors_of(officer, actor))
        for holding in with_proposals(holdings_of(officer), proposed, actor.agency):
            nobody = f"ask {holding.owned_by}" if holding.owned_by else "nobody proposed"
            successor = holding.proposed or nobody
            click.echo(f"{holding.key}  {holding.what}  {holding.name}  {successor}")
