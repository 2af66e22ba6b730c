"""Imports of OCGs at the terminal, in the register's group."""

from pathlib import Path

import click

from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.queries.planning import planned
from broadhurst.capabilities.ocg_imports.queries.shown import shown_rows
from broadhurst.capabilities.ocg_imports.queries.template import template
from broadhurst.capabilities.ocg_imports.schemas import summary_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_import(actor: Actor, ref: str) -> OcgImport | None:
    return cli.find(actor, ocg_imports(), ref=ref)


@click.command("ocg-import")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show(ref: str, username: str, unit: str | None) -> None:
    """Show an import of OCGs, and what it does with each row while it is under way."""
    with cli.acting(username, unit) as actor:
        upload = an_import(actor, ref)
        plans = planned(actor, upload) if upload and upload.mapped_at else []
        rows = shown_rows(plans)
    if not upload:
        raise click.ClickException(f"There is no import {ref}, or you cannot see it.")
    click.echo(summary_of(upload))
    for row in rows:
        click.echo(f"  {row.place}  {row.ocg}: {row.outcome}. {row.adds}".rstrip(". "))
        for text in row.likely:
            click.echo(f"    {text}")


@click.command("ocgs-template")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="An .xlsx")
@cli.in_posting
@cli.acting_as
def take_template(path: Path, username: str, unit: str | None) -> None:
    """Write a template workbook for trackers, with a sheet of instructions."""
    if path.suffix != ".xlsx":
        raise click.ClickException("Name a file that ends in .xlsx.")
    with cli.acting(username, unit):
        path.write_bytes(template())


group = click.Group("register")
group.add_command(show)
group.add_command(take_template)
