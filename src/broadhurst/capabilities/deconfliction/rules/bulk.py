"""Who may have a table of targets checked, how much a day, and at which stage. Pure."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.rules.asking import TOO_MANY
from broadhurst.capabilities.deconfliction.rules.hits import ANSWERING_ROLES
from broadhurst.capabilities.deconfliction.sheets.columns import objections_to_columns
from broadhurst.capabilities.register.rules import objections_to_text

# Policy of this project: what a unit may have checked in 24 hours. A whole national list fits in
# once, and so does a second try; trying a telephone book does not.
ROWS_A_DAY = 200_000
# Small tables one after another would be single checks without their limit.
TABLES_AN_HOUR = 6
# Sent, whether or not they could be read: to read one takes the site some seconds.
TABLES_SENT_AN_HOUR = 20
# The rows are there for as long as the check is fresh; the entries live on by themselves.
KEPT_FOR = timedelta(days=28)
# After so many runs on end that died before they got on, nobody tries again by themselves.
TRIES = 3
# Of the rows that were not checked, how many the receipt names.
NAMED_ON_RECEIPT = 100

OF_THE_OWNER = "A spreadsheet of an OCG’s targets is checked for the unit that owns the OCG."
CANCELLED = "Cancelled before it was checked."
FAULT = "A fault stopped the check before this row was checked."
WITHDRAWN = "Its entry was withdrawn before this row was answered."
MOVED = "The OCG has another owner now, so this row was not checked."
# The job that runs a bulk check.
JOB = "bulk-check"


def objections_to_send_bulk_check(
    roles: Collection[str], ocg: Any | None, unit: Any, owner: Any | None, matter: str, purpose: str
) -> list[str]:
    """A table is of one OCG that the unit owns, or of a matter of its own, and for a purpose."""
    objections = objections_to_tables(roles) + objections_to_text(f"{matter} {purpose}")
    if bool(ocg) == bool(matter.strip()):
        objections.append("Enter the OCG it is for or your own reference, not both.")
    if ocg and (not owner or owner.pk != unit.pk):
        objections.append(OF_THE_OWNER)
    if not purpose.strip():
        objections.append("Enter what it is for.")
    return objections


def objections_to_one_more_table(sent_lately: int) -> list[str]:
    """How many tables an officer may send in an hour, started or not."""
    if sent_lately < TABLES_SENT_AN_HOUR:
        return []
    return [
        f"You have sent {TABLES_SENT_AN_HOUR} spreadsheets in the last hour, which is the limit. "
        "Send this one later."
    ]


def objections_to_map_bulk_check(
    roles: Collection[str], bulk: Any, columns: list[str]
) -> list[str]:
    """Columns may be changed until the check is asked for."""
    return objections_to_tables(roles) + _unless_sent(bulk) + objections_to_columns(columns)


def objections_to_start_bulk_check(
    roles: Collection[str], bulk: Any, rows_lately: int, tables_lately: int, *, is_theirs: bool
) -> list[str]:
    """It starts once, with something to check, and within what a unit may check in a day."""
    objections = objections_to_map_bulk_check(roles, bulk, bulk.columns)
    if not is_theirs:
        objections.append(OF_THE_OWNER)
    if tables_lately >= TABLES_AN_HOUR:
        objections.append(
            f"{TOO_MANY} an hour, {TABLES_AN_HOUR} spreadsheets. Put the rest into one "
            "spreadsheet, or start it later."
        )
    if rows_lately + bulk.rows_sent > ROWS_A_DAY:
        left = max(ROWS_A_DAY - rows_lately, 0)
        objections.append(
            f"A unit may have {ROWS_A_DAY:,} rows checked in 24 hours: {left:,} are left, and "
            f"this spreadsheet has {bulk.rows_sent:,}. Start it later, or send fewer rows."
        )
    return objections


def objections_to_cancel_bulk_check(roles: Collection[str], bulk: Any) -> list[str]:
    """What has ended cannot be cancelled, nor can anything twice."""
    objections = objections_to_tables(roles)
    if bulk.cancelled_at or bulk.ended_at:
        objections.append("This bulk check has ended, or has been cancelled already.")
    return objections


def objections_to_run_bulk_check(bulk: Any, *, is_theirs: bool = True) -> list[str]:
    """Only what was asked for, and has not ended, is run; of an OCG, while it is the unit's."""
    if not bulk.is_live:
        return ["This bulk check is not waiting to be run."]
    return [] if is_theirs else [MOVED]


def objections_to_expire_bulk_checks(roles: Collection[str]) -> list[str]:
    """Deleting what is past its expiry is the system's job, or an administrator's."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_tables(roles: Collection[str]) -> list[str]:
    """Who may have a table of targets checked."""
    if set(roles) & set(ANSWERING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]


def _unless_sent(bulk: Any) -> list[str]:
    if bulk.stage == "sent":
        return []
    return ["This bulk check has been started or cancelled. Send the file again to change it."]


def ending_of(bulk: Any, *, is_theirs: bool) -> tuple[str, str]:
    """The stage at which a run ends, and what is said of rows that it left without an answer."""
    if bulk.cancelled_at:
        return "cancelled", CANCELLED
    if not is_theirs:
        return "cancelled", MOVED
    if bulk.tries > TRIES:
        return "failed", FAULT
    return "done", FAULT


def rows_not_checked(named: Collection[tuple[int, str]], bulk: Any) -> list[str]:
    """What the receipt says of rows that were not checked: the first of them by number. Of those
    checked in part it says how many there are.
    """
    notes = [f"Row {number}: {' '.join(why.split())}" for number, why in named]
    if bulk.rows_wrong > len(named):
        notes.append(f"And {bulk.rows_wrong - len(named):,} more rows: see bulk check {bulk.ref}.")
    if bulk.rows_in_part:
        rows = "1 row" if bulk.rows_in_part == 1 else f"{bulk.rows_in_part:,} rows"
        notes.append(f"No hit, in part: {rows} of bulk check {bulk.ref}, which says what was not.")
    return notes
