"""Rules for bulk checks: who may run one, how much and at which stage. Pure."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from broadhurst.capabilities.bulk_checks.sheets.columns import objections_to_columns
from broadhurst.capabilities.deconfliction.rules.hits import ANSWERING_ROLES
from broadhurst.capabilities.deconfliction.rules.rate_limits import TOO_MANY
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Policy of this project: the rows that a unit may have checked in 24 hours. A whole national list
# fits in twice, so that it can be repeated. A phone book does not fit in.
ROWS_A_DAY = 200_000
# Without this limit, many small spreadsheets would avoid the limit on single checks.
TABLES_AN_HOUR = 6
# Unreadable spreadsheets count too, because reading one takes the site some seconds.
TABLES_SENT_AN_HOUR = 20
# Rows are kept as long as the check is fresh. The entries have an expiry of their own.
KEPT_FOR = timedelta(days=28)
# After this many failed runs in a row without progress, a check is not retried.
TRIES = 3
# How many of the rows that were not checked the receipt names.
NAMED_ON_RECEIPT = 100

OF_THE_OWNER = "Only the unit that owns an OCG can check a spreadsheet of its targets."
CANCELLED = "Cancelled before it was checked."
FAULT = "A fault stopped the check before this row was checked."
WITHDRAWN = "The entry for this row was withdrawn before the row was checked."
MOVED = "The OCG has another owner now, so this row was not checked."
# The job that runs a bulk check.
JOB = "bulk-check"


def objections_to_send_bulk_check(
    roles: Collection[str], ocg: Any | None, unit: Any, owner: Any | None, matter: str, purpose: str
) -> list[str]:
    """A spreadsheet is for the unit's own OCG or its own matter, with a purpose."""
    objections = objections_to_tables(roles) + objections_to_text(f"{matter} {purpose}")
    if bool(ocg) == bool(matter.strip()):
        objections += at(
            "ocg", "Enter either the OCG that the spreadsheet is for, or your own reference."
        )
    if ocg and (not owner or owner.pk != unit.pk):
        objections.append(OF_THE_OWNER)
    if not purpose.strip():
        objections += at("purpose", "Enter the purpose of the check.")
    return objections


def objections_to_one_more_table(sent_recently: int) -> list[str]:
    """Limit how many spreadsheets an officer may send in an hour, started or not."""
    if sent_recently < TABLES_SENT_AN_HOUR:
        return []
    return [
        f"You have sent {TABLES_SENT_AN_HOUR} spreadsheets in the last hour, which is the limit. "
        "Send this one later."
    ]


def objections_to_map_bulk_check(
    roles: Collection[str], bulk: Any, columns: list[str]
) -> list[str]:
    """Columns can be changed until the check is started."""
    return objections_to_prepare(roles, bulk) + objections_to_columns(columns)


def objections_to_prepare(roles: Collection[str], bulk: Any) -> list[str]:
    """A bulk check is prepared until it is started."""
    return objections_to_tables(roles) + _unless_sent(bulk)


def objections_to_start_bulk_check(
    roles: Collection[str], bulk: Any, rows_lately: int, recent_bulk_checks: int, *, is_theirs: bool
) -> list[str]:
    """A check starts once, with something to check, within the unit's daily limit."""
    objections = objections_to_map_bulk_check(roles, bulk, bulk.columns)
    if not is_theirs:
        objections.append(OF_THE_OWNER)
    if recent_bulk_checks >= TABLES_AN_HOUR:
        objections.append(
            f"{TOO_MANY} {TABLES_AN_HOUR} spreadsheets in an hour. Put the rest into one "
            "spreadsheet, or start this one later."
        )
    if rows_lately + bulk.rows_sent > ROWS_A_DAY:
        left = max(ROWS_A_DAY - rows_lately, 0)
        objections.append(
            f"A unit can have {ROWS_A_DAY:,} rows checked in 24 hours. You have {left:,} left, "
            f"and this spreadsheet has {bulk.rows_sent:,}. Start it later, or send fewer rows."
        )
    return objections


def objections_to_cancel_bulk_check(roles: Collection[str], bulk: Any) -> list[str]:
    """A bulk check can be cancelled once, before it ends."""
    objections = objections_to_tables(roles)
    if bulk.cancelled_at or bulk.ended_at:
        objections.append("This bulk check has already ended or been cancelled.")
    return objections


def objections_to_run_bulk_check(bulk: Any, *, is_theirs: bool = True) -> list[str]:
    """Refuse a run if the check has ended or its unit no longer owns its OCG."""
    if not bulk.is_live:
        return ["This bulk check is not waiting to be run."]
    return [] if is_theirs else [MOVED]


def objections_to_expire_bulk_checks(roles: Collection[str]) -> list[str]:
    """Only the system or an administrator deletes expired bulk checks."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_tables(roles: Collection[str]) -> list[str]:
    """Check the roles that may run bulk checks."""
    if set(roles) & set(ANSWERING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]


def _unless_sent(bulk: Any) -> list[str]:
    if bulk.stage == "sent":
        return []
    return ["This bulk check has been started or cancelled. Send the file again to change it."]


def ending_of(bulk: Any, *, is_theirs: bool) -> tuple[str, str]:
    """Return the stage at which a run ends, and the reason for rows left unanswered."""
    if bulk.cancelled_at:
        return "cancelled", CANCELLED
    if not is_theirs:
        return "cancelled", MOVED
    if bulk.tries > TRIES:
        return "failed", FAULT
    return "done", FAULT


def rows_not_checked(reasons: Collection[tuple[int, str]], bulk: Any) -> list[str]:
    """Return the receipt's notes on rows that were not checked, or checked in part.

    `reasons` are the first of the unchecked rows, with their reasons. Rows checked in part are only
    counted.
    """
    notes = [f"Row {number}: {' '.join(why.split())}" for number, why in reasons]
    if bulk.rows_wrong > len(reasons):
        notes.append(
            f"And {bulk.rows_wrong - len(reasons):,} more rows: see bulk check {bulk.ref}."
        )
    if bulk.rows_in_part:
        rows = "1 row" if bulk.rows_in_part == 1 else f"{bulk.rows_in_part:,} rows"
        notes.append(
            f"No hit, in part: {rows} of bulk check {bulk.ref}. Its answers say what was not "
            "checked."
        )
    return notes
