"""Send and import spreadsheets in tests."""

from typing import Any

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.imports.commands.map_columns import map_import
from broadhurst.capabilities.imports.commands.run import run_import
from broadhurst.capabilities.imports.commands.send import send_import
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from tests.imports.table import TABLE


def importing(actor: Actor, ocg: Ocg, table: str = TABLE) -> Import:
    """Send a spreadsheet. Its columns are as guessed."""
    return send_import(
        actor=actor, ocg=ocg, file=read(table.encode()), file_name="nominals.csv"
    )  # fmt: skip


def mapped(actor: Actor, ocg: Ocg, table: str = TABLE, **changes: Any) -> Import:
    """Send a spreadsheet and confirm its columns."""
    sent = importing(actor, ocg, table)
    return map_import(actor=actor, upload=sent, **({"columns": sent.columns} | changes))


def imported(actor: Actor, ocg: Ocg, table: str = TABLE) -> Import:
    """Send a spreadsheet and add its rows."""
    return run_import(actor=actor, upload=mapped(actor, ocg, table))
