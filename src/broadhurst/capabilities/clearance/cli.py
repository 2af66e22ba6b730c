"""The command line of clearance."""

import click

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import Kind
from broadhurst.capabilities.clearance.queries import steps_on
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli

group = click.Group("clearance", help="The clearance of responses before they are published.")


@group.command("show")
@cli.in_posting
@cli.acting_as
def show(username: str, unit: str | None) -> None:
    """Show who clears the responses of your organisation today, in order."""
    with cli.acting(username, unit) as actor:
        for number, (kind, takers) in enumerate(steps_on(actor.agency, clock.today()), start=1):
            click.echo(f"{number}. {Kind(kind).label}: {rules.in_words(kind, takers)}")
