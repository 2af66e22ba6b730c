"""Imports at the terminal, in the register's group."""

import click

from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.queries.shown import shown_rows
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_import(actor: Actor, ref: str) -> Import | None:
    return cli.find(actor, imports(), ref=ref)


@click.command("people-import")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show(ref: str, username: str, unit: str | None) -> None:
    """Show an import of people and identifiers, and how its rows are read before they are added."""
    with cli.acting(username, unit) as actor:
        upload = an_import(actor, ref)
        rows = shown_rows(upload) if upload else []
    if not upload:
        raise click.ClickException(f"There is no import {ref}, or you cannot see it.")
    click.echo(in_words(upload))
    for row in rows:
        parts = (row.name, row.aliases, row.born, row.labels, *row.identifiers)
        click.echo(f"  Row {row.number}: {'; '.join(filter(None, parts))}")


group = click.Group("register")
group.add_command(show)
