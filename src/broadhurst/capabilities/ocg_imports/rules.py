"""Rules on importing a tracker of OCGs. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from broadhurst.capabilities.imports.rules import (
    objections_to_ended,
    objections_to_undone,
    objections_to_unready,
)
from broadhurst.capabilities.ocg_imports.sheets.columns import objections_to_columns
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import Sheet
from broadhurst.capabilities.register.rules.registering import (
    REGISTERING_KINDS,
    objections_to_text,
)

MOST_ROWS = 40_000
MOST_BYTES = 15_000_000
# A longer tracker is imported by a worker, because a page cannot wait for it.
AT_ONCE = 300
# The jobs that import a long tracker, and that check what was imported.
RUN_JOB, CHECK_JOB, UNDO_JOB = "import-ocgs", "check-imported-ocgs", "undo-imported-ocgs"
TOO_MANY = f"The spreadsheet has more than {MOST_ROWS:,} rows. Split it, and send each part."
NOT_COORDINATOR = "Only an OCG coordinator can import a tracker."
NOT_THEIRS = "Another unit sent this spreadsheet, so its coordinator must do this."
WAITS = "This import has started. Wait until it ends."
TOO_LATE = "You can only undo an import within a day. Archive the OCGs one by one instead."
UNDOING = "This import is being undone. Wait until that ends."


def objections_to_import_here(actor: Any) -> list[str]:
    """An OCG coordinator of an organisation that registers OCGs imports a tracker."""
    if actor.agency.kind not in REGISTERING_KINDS:
        return ["Only a police force, a ROCU or the NCA can register an OCG."]
    return [] if "coordinator" in actor.roles else [NOT_COORDINATOR]


def objections_to_send(actor: Any, rows: int) -> list[str]:
    """Say why a tracker cannot be sent."""
    return objections_to_import_here(actor) + ([TOO_MANY] if rows > MOST_ROWS else [])


def objections_to_sheets(ocg_sheet: str, others: Mapping[str, str]) -> dict[str, str]:
    """Say which names of sheets are missing or given twice, by their question."""
    if others and not ocg_sheet:
        return {"sheet": "Also enter the name of the sheet that lists the OCGs."}
    taken = {ocg_sheet.casefold()}
    for kind, title in others.items():
        if title.casefold() in taken:
            return {f"{kind}_sheet": "Enter a different sheet. You have already named this one."}
        taken.add(title.casefold())
    return {}


def objections_to_go_on(actor: Any, upload: Any) -> list[str]:
    """Say why an import is not under way, or cannot be changed by this actor."""
    objections = objections_to_import_here(actor) + objections_to_ended(upload)
    if actor.unit.pk != upload.unit_id:
        objections.append(NOT_THEIRS)
    return objections + ([WAITS] if upload.is_waiting else [])


def objections_to_map(
    actor: Any, upload: Any, columns: list[str], labels: Mapping[str, str], description: str,
    sheets: Sequence[Sheet] = (),
) -> list[str]:  # fmt: skip
    """Say why the columns cannot be set."""
    return (
        objections_to_go_on(actor, upload)
        + objections_to_columns(columns, labels, sheets)
        + objections_to_text(description)
    )


def objections_to_run(actor: Any, upload: Any) -> list[str]:
    """An import runs once, when nothing is wrong in any row."""
    return objections_to_go_on(actor, upload) or objections_to_unready(upload)


def objections_to_undo(actor: Any, upload: Any, now: datetime) -> list[str]:
    """An import is undone once, within a day, by a coordinator of the unit that sent it."""
    objections = objections_to_import_here(actor)
    if actor.unit.pk != upload.unit_id:
        objections.append(NOT_THEIRS)
    if upload.is_being_undone:
        objections.append(UNDOING)
    return objections + objections_to_undone(upload, now, TOO_LATE)


def objections_to_owner(owner: Any, own_unit: Any) -> list[str]:
    """A tracker adds OCGs of the own unit. A coordination unit adds those of its organisation."""
    if owner.pk == own_unit.pk or (
        own_unit.kind == "coordination" and owner.agency_id == own_unit.agency_id
    ):
        return []
    return [
        f"{owner.name} is not your unit. Only an OCG coordination unit can add OCGs for others."
    ]


def objections_to_leads_named(sio: Any, lro: Any) -> list[str]:
    """An OCG has both leads, or is reported without any."""
    if bool(sio) == bool(lro):
        return []
    named, missing = ("SIO", "LRO") if sio else ("LRO", "SIO")
    return [
        f"The OCG has an {named} and no {missing}. Name both, or leave both empty to report it."
    ]
