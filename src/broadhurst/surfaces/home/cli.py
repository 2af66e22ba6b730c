"""Your tasks, at the terminal."""

import click

from broadhurst.capabilities.deconfliction.queries import open_hits_ahead
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import when
from broadhurst.surfaces.home.queries import by_clock


@click.command("waiting")
@cli.in_posting
@cli.acting_as
def waiting(username: str, unit: str | None) -> None:
    """List open matches on your OCGs, then your tasks, most urgent first."""
    with cli.acting(username, unit) as actor:
        for found in open_hits_ahead(actor):
            click.echo(f"{found.ocg.name} ({found.ocg.ref}): {found.title}")
        for one in by_clock(actor):
            due = f"by {when(one.due)}" if one.due else "no date"
            click.echo(f"{one.task}{f' ({one.ref})' if one.ref else ''} ({due})  {one.href}")
