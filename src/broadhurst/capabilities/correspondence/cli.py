"""The command line of correspondence."""

from typing import Any

import click

from broadhurst.capabilities.correspondence.queries import items_of
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli

group = click.Group("correspondence", help="Letters, emails and calls about a response.")


def a_response(actor: Actor, ref: str) -> Any:
    return cli.find(actor, responses(), ref=ref)


@group.command("list")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def list_items(username: str, unit: str | None, ref: str) -> None:
    """List the correspondence about a response."""
    with cli.acting(username, unit) as actor:
        response = a_response(actor, ref)
        if response is None:
            raise click.ClickException("The response does not exist, or you cannot see it.")
        for item in items_of(response):
            click.echo(f"{item.ref}  {item.on_day}  {item.in_words}: {item.summary}")
