"""Send and import spreadsheets of findings in tests."""

from typing import Any

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.finding_imports.commands.map_columns import map_findings
from broadhurst.capabilities.finding_imports.commands.run import run_findings
from broadhurst.capabilities.finding_imports.commands.send import send_findings
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.sheets.rows import LONGEST_TEXT
from broadhurst.foundation.access.actor import Actor
from tests.inspections.making import Room

TABLE = (
    "Number,Type,Text,Due by,Addressed to,Cause of concern\n"
    "C1,Cause of concern,Plans are not kept.,,Northshire Police,\n"
    "7,Recommendation,Review each plan.,by February 2022,northshire; All ROCUs,C1\n"
    "8,AFI,Train each LRO.,within six months,,\n"
)


def sending(room: Room, table: str = TABLE, actor: Actor | None = None) -> FindingImport:
    """Send a spreadsheet. Its columns are as guessed."""
    return send_findings(
        actor=actor or room.cast.pol, report=room.report,
        file=read(table.encode(), longest_cell=LONGEST_TEXT), file_name="findings.csv",
    )  # fmt: skip


def mapped(room: Room, table: str = TABLE, **changes: Any) -> FindingImport:
    """Send a spreadsheet and confirm its columns."""
    sent = sending(room, table)
    given = {"columns": sent.columns} | changes
    return map_findings(actor=room.cast.pol, upload=sent, **given)


def imported(room: Room, table: str = TABLE, **changes: Any) -> FindingImport:
    """Send a spreadsheet and add its rows."""
    return run_findings(actor=room.cast.pol, upload=mapped(room, table, **changes))
