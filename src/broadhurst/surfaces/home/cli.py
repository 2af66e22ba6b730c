"""Command that lists an officer's tasks."""

import click

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import when
from broadhurst.surfaces.home.queries import by_clock


@click.command("waiting")
@cli.in_posting
@cli.acting_as
def waiting(username: str, unit: str | None) -> None:
    """List open matches on your OCGs, then your tasks, most urgent first."""
    with cli.acting(username, unit) as actor:
        for match in open_hits_ahead(actor):
            click.echo(f"{match.ocg.name} ({match.ocg.ref}): {match.title}")
        for task in by_clock(actor):
            due = f"by {when(task.due)}" if task.due else "no date"
            click.echo(f"{task.task}{f' ({task.ref})' if task.ref else ''} ({due})  {task.href}")
