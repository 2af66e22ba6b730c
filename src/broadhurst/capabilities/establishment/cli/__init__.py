"""Commands for organisations, officers, postings, tokens and passwords."""

import click

from broadhurst.capabilities.establishment.cli.lists import LISTS
from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.foundation.doors import cli

group = click.Group("establishment", help="Organisations, officers, postings and accounts.")
for listing in LISTS:
    group.add_command(listing)


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the real organisations, regions and districts that are missing."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(
            f"{load_agencies(actor=actor)} organisations are loaded. Organisations "
            "already here are unchanged."
        )
