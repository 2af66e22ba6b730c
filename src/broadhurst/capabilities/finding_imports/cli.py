"""Imports of findings at the terminal, in the group of inspections."""

import click

from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.queries.shown import shown_findings
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_import(actor: Actor, ref: str) -> FindingImport | None:
    return cli.find(actor, finding_imports(), ref=ref)


@click.command("finding-import")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show(ref: str, username: str, unit: str | None) -> None:
    """Show an import of findings, and how its rows are read before they are added."""
    with cli.acting(username, unit) as actor:
        upload = an_import(actor, ref)
        rows = shown_findings(upload) if upload else []
    if not upload:
        raise click.ClickException(f"There is no import {ref}, or you cannot see it.")
    click.echo(in_words(upload))
    for row in rows:
        due = f"by {row.due_on}" if row.due_on else row.due_text
        parts = (row.title, row.text, due, row.addressed_to)
        click.echo(f"  Row {row.number}: {'; '.join(filter(None, parts))}")


group = click.Group("inspections")
group.add_command(show)
