"""Send and import trackers in tests."""

from typing import Any

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.ocg_imports.commands.map_columns import map_ocgs
from broadhurst.capabilities.ocg_imports.commands.run import run_ocgs
from broadhurst.capabilities.ocg_imports.commands.send import send_ocgs
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.sheets.rows import LONGEST_TEXT
from broadhurst.foundation.access.actor import Actor

HEADINGS = (
    "OCG name,National reference,Threat types,Districts,Description,Owning unit,SIO,LRO,"
    "Person,Aliases,DOB,Category,Part,Mobile,Vehicle reg\n"
)
TABLE = HEADINGS + (
    "Amber Curlew,N-1,Drugs; Firearms,Bolton,Supplies by car.,Challenger Bolton,DI Gail Fernsby,"
    "Insp Len Oakapple,Carl Example,Caz,27/03/1988,Suspect,Principal,07700 900555; 07700 900556,"
    "QB12 CDE\n"
    "Amber Curlew,,,,,,,,Dee Example,,1 Feb 90,Suspect,Significant,07700 900557,\n"
    "Blue Dunnock,,Fraud,bolton,Sells cars that do not exist.,Challenger Bolton,,,,,,,,"
    "07700 900558,\n"
)


def sending(actor: Actor, table: str = TABLE) -> OcgImport:
    """Send a tracker. Its columns are as guessed."""
    return send_ocgs(
        actor=actor, file=read(table.encode(), longest_cell=LONGEST_TEXT), file_name="tracker.csv"
    )


def mapped(actor: Actor, table: str = TABLE, **changes: Any) -> OcgImport:
    """Send a tracker and confirm its columns."""
    sent = sending(actor, table)
    return map_ocgs(actor=actor, upload=sent, **({"columns": sent.columns} | changes))


def imported(actor: Actor, table: str = TABLE, **changes: Any) -> OcgImport:
    """Send a tracker and add its rows."""
    return run_ocgs(actor=actor, upload=mapped(actor, table, **changes))
