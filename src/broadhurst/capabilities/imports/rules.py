"""Rules on importing a spreadsheet into an OCG. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.imports.sheets.columns import objections_to_columns
from broadhurst.capabilities.register.rules.registering import objections_to_work_on

MOST_ROWS = 50
UNDONE_WITHIN = timedelta(days=1)
TOO_MANY = (
    f"The spreadsheet has more than {MOST_ROWS} rows. Split it, and import one part after the "
    "other."
)
NOT_UNDER_WAY = "This spreadsheet was already imported or discarded."
NOT_MAPPED = "Confirm what the columns hold first."
HAS_PROBLEMS = "Some rows have errors. Correct them in the spreadsheet and send it again."
NOT_IMPORTED = "This spreadsheet has not been imported, so there is nothing to undo."
ALREADY_UNDONE = "This import has already been undone."
TOO_LATE = "You can only undo an import within a day. Remove the people and identifiers one by one."
SHOWN = 20  # problems in one refusal


def objections_to_send(ocg: Any, parts: Collection[str], rows: int) -> list[str]:
    """An officer who works on an OCG sends a spreadsheet of limited length."""
    return objections_to_work_on(ocg, parts) + ([TOO_MANY] if rows > MOST_ROWS else [])


def objections_to_map(upload: Any, parts: Collection[str], columns: list[str]) -> list[str]:
    """Columns are confirmed while the import is under way."""
    return objections_to_discard(upload, parts) + objections_to_columns(columns)


def objections_to_run(upload: Any, parts: Collection[str]) -> list[str]:
    """An import runs once, when nothing is wrong in any row."""
    return objections_to_discard(upload, parts) or objections_to_unready(upload)


def objections_to_checks(needed: int, left: int) -> list[str]:
    """The checks of all rows fit into what the officer may still check."""
    if needed <= left:
        return []
    return [
        f"This spreadsheet needs up to {needed} checks, and you have {left} left for now. "
        "Try again later, or split it."
    ]


def objections_to_discard(upload: Any, parts: Collection[str]) -> list[str]:
    """An officer who works on the OCG ends an import that is under way."""
    return objections_to_work_on(upload.ocg, parts) + objections_to_ended(upload)


def objections_to_undo(upload: Any, parts: Collection[str], now: datetime) -> list[str]:
    """An import is undone once, within a day."""
    objections = objections_to_work_on(upload.ocg, parts)
    return objections + objections_to_undone(upload, now, TOO_LATE)


def objections_to_ended(upload: Any) -> list[str]:
    """Say that a spreadsheet was imported or discarded."""
    return [] if upload.is_under_way else [NOT_UNDER_WAY]


def objections_to_unready(upload: Any) -> list[str]:
    """Say why a spreadsheet that is under way cannot be imported yet."""
    if upload.mapped_at is None:
        return [NOT_MAPPED]
    return [HAS_PROBLEMS] if upload.problems else []


def objections_to_undone(upload: Any, now: datetime, too_late: str) -> list[str]:
    """Say why an import cannot be undone: it did not run, is undone, or is a day old."""
    if upload.imported_at is None:
        return [NOT_IMPORTED]
    if upload.undone_at is not None:
        return [ALREADY_UNDONE]
    return [too_late] if now > upload.imported_at + UNDONE_WITHIN else []
