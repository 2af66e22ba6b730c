"""What waits, at the terminal."""

import click

from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import when
from broadhurst.surfaces.home.queries import by_clock


@click.command("waiting")
@cli.in_posting
@cli.acting_as
def waiting(username: str, unit: str | None) -> None:
    """Show what waits for you, what is due first on top."""
    with cli.acting(username, unit) as actor:
        for one in by_clock(actor):
            due = f"by {when(one.due)}" if one.due else "no date"
            click.echo(f"{one.what} {one.about} ({due})  {one.href}")
