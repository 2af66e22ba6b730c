"""Terminal commands of imports, in the register's group."""

import click

from broadhurst.capabilities.imports.commands.discard import DiscardImportForm, discard_import
from broadhurst.capabilities.imports.commands.map_columns import MapImportForm, map_import
from broadhurst.capabilities.imports.commands.run import RunImportForm, run_import
from broadhurst.capabilities.imports.commands.send import SendImportForm, send_import
from broadhurst.capabilities.imports.commands.undo import UndoImportForm, undo_import
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def an_import(actor: Actor, ref: str) -> Import | None:
    return cli.find(actor, imports(), ref=ref)


FINDS = {"sent": an_import}
group = click.Group("register")
for name, form_class, then, finds in (
    ("send-import", SendImportForm, send_import, {"ocg": an_ocg}),
    ("map-import", MapImportForm, map_import, FINDS),
    ("run-import", RunImportForm, run_import, FINDS),
    ("undo-import", UndoImportForm, undo_import, FINDS),
    ("discard-import", DiscardImportForm, discard_import, FINDS),
):
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=in_words))
