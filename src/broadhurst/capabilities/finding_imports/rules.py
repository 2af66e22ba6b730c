"""Rules on importing a spreadsheet of findings into a report. Pure."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from broadhurst.capabilities.finding_imports.sheets.columns import objections_to_columns
from broadhurst.capabilities.imports.rules import (
    objections_to_ended,
    objections_to_undone,
    objections_to_unready,
)
from broadhurst.capabilities.inspections.rules.findings import objections_to_record

MOST_ROWS = 1000
TOO_MANY = (
    f"The spreadsheet has more than {MOST_ROWS} rows. Split it, and import one part after the "
    "other."
)
WITHDRAWN = "This report was withdrawn, so no finding can be added to it."
TOO_LATE = "You can only undo an import within a day. Remove or withdraw the findings one by one."


def objections_to_send(roles: Collection[str], report: Any, rows: int) -> list[str]:
    """Say why a spreadsheet of findings cannot be sent for a report."""
    objections = objections_to_record(roles)
    if report.withdrawn_at:
        objections.append(WITHDRAWN)
    return objections + ([TOO_MANY] if rows > MOST_ROWS else [])


def objections_to_go_on(roles: Collection[str], upload: Any) -> list[str]:
    """Say why an import is not under way, or cannot be changed by this actor."""
    return objections_to_send(roles, upload.report, 0) + objections_to_ended(upload)


def objections_to_map(roles: Collection[str], upload: Any, columns: list[str]) -> list[str]:
    """Say why the columns cannot be set."""
    return objections_to_go_on(roles, upload) + objections_to_columns(columns)


def objections_to_run(roles: Collection[str], upload: Any) -> list[str]:
    """Say why an import cannot run: it runs once, when nothing is wrong in any row."""
    return objections_to_go_on(roles, upload) or objections_to_unready(upload)


def objections_to_discard(roles: Collection[str], upload: Any) -> list[str]:
    """Say why a spreadsheet cannot be discarded."""
    return objections_to_record(roles) + objections_to_ended(upload)


def objections_to_undo(roles: Collection[str], upload: Any, now: datetime) -> list[str]:
    """Say why an import cannot be undone: it is undone once, within a day."""
    return objections_to_record(roles) + objections_to_undone(upload, now, TOO_LATE)
