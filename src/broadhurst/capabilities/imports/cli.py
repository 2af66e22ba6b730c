"""Terminal commands of imports, in the register's group."""

import click

from broadhurst.capabilities.imports.commands.discard import DiscardImportForm, discard_import
from broadhurst.capabilities.imports.commands.map_columns import MapImportForm, map_import
from broadhurst.capabilities.imports.commands.run import RunImportForm, run_import
from broadhurst.capabilities.imports.commands.send import SendImportForm, send_import
from broadhurst.capabilities.imports.commands.undo import UndoImportForm, undo_import
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.queries.shown import shown_rows
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


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


FINDS = {"upload": an_import}
group = click.Group("register")
group.add_command(show)
for name, form_class, then, finds, called in (
    ("send-import", SendImportForm, send_import, {"ocg": an_ocg}, ""),
    ("map-import", MapImportForm, map_import, FINDS, "import"),
    ("run-import", RunImportForm, run_import, FINDS, "import"),
    ("undo-import", UndoImportForm, undo_import, FINDS, "import"),
    ("discard-import", DiscardImportForm, discard_import, FINDS, "import"),
):
    group.add_command(cli.verb(name, form_class, then, finds=finds, called=called, says=in_words))
