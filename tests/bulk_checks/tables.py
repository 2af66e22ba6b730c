"""Shared helpers for bulk checks: send a spreadsheet, and run it as a worker."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.bulk_checks.commands.run import run_bulk_check
from broadhurst.capabilities.bulk_checks.commands.send import send_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import start_bulk_check
from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import Likely
from broadhurst.capabilities.bulk_checks.matching.run_queue import claimed, released
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.writes.steps import Step
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor

PURPOSE = "To know before the arrests."
TABLE = (
    "Name,DOB,Phone\n"
    "Perry Windle,27/03/1988,07700 900123\n"
    "Juniper Ashdown,14/08/1979,\n"
    "Tamsin Reedmace,soon,07700 9\n"
    ",,none\n"
)


def sent(actor: Actor, table: str = TABLE, **changes: Any) -> BulkCheck:
    given: dict[str, Any] = {
        "file": read(table.encode()), "file_name": "nominals.csv", "ocg": None,
        "matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": True,
    }  # fmt: skip
    return send_bulk_check(actor=actor, **(given | changes))


def started(actor: Actor, table: str = TABLE, **changes: Any) -> BulkCheck:
    return start_bulk_check(actor=actor, bulk=sent(actor, table, **changes))


def taken(bulk: BulkCheck) -> BulkCheck:
    """Claim a bulk check, as a worker does first."""
    found = claimed(bulk.ref)
    assert found, "nobody else runs it"
    return found


def run(bulk: BulkCheck) -> BulkCheck:
    """Run a bulk check as the worker does."""
    found = taken(bulk)
    try:
        return run_bulk_check(actor=actor_in(found.posting), bulk=found)
    finally:
        released(found)


def checked(actor: Actor, table: str = TABLE, **changes: Any) -> BulkCheck:
    return run(started(actor, table, **changes))


def rows(actor: Actor, bulk: BulkCheck) -> list[BulkRow]:
    with as_actor(actor):
        return list(BulkRow.objects.filter(bulk=bulk).select_related("entry"))


def step_of(some: Sequence[BulkRow], likely: Likely) -> Step:
    """Return the step that answers these rows, given in file order."""
    asked = [row.number for row in some if likely.is_asked_of(row.entry_id)]
    return Step(some[0].number, some[-1].number, asked)
