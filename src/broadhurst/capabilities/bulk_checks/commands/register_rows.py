"""Register some rows of a bulk check as targets of its unit, before any matching."""

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.matching.rows import context_of
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, is_still_theirs
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import understood_now
from broadhurst.capabilities.bulk_checks.writes.save_row_results import ENTERED, save_row_results
from broadhurst.capabilities.bulk_checks.writes.steps import EnteringAhead
from broadhurst.capabilities.deconfliction.matching.entry_lifecycle import enter
from broadhurst.capabilities.deconfliction.matching.hits import TO_MATCH
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def register_bulk_rows(
    *, actor: Actor, bulk: BulkCheck, most: int, ahead: EnteringAhead | None = None
) -> int:
    """Register at most `most` of the next rows, and return how many there were.

    Their keys are not locked, so matching must wait until every check under way has ended. Rows
    prepared in `ahead` are not parsed again, if they are the same rows.
    """
    is_theirs = is_still_theirs(bulk)
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk, is_theirs=is_theirs))

    # Select by place in the file, so that a row whose entry was withdrawn is not entered again.
    at = bulk.rows_registered
    rows = list(bulk.rows.order_by("number").defer("cells")[at : at + most])
    read = understood_now(bulk, rows, ahead.read if ahead else None)
    targets = [understood.target for understood in read if understood.target]
    entering = ahead.entering if ahead else None
    if not (entering and entering.is_of(targets)):
        entering = EntryBatch(context_of(bulk), targets)
    placed = enter(entering).stored
    entries = {id(stored.target): stored.entry_id for stored in placed}
    for row, understood in zip(rows, read, strict=True):
        row.why = "\n".join(understood.wrong)
        row.entry_id = entries.get(id(understood.target))
        row.answer = "" if understood.target else BulkRow.Answer.NOT_CHECKED
    save_row_results(rows, ENTERED)
    wrong = len(rows) - len(placed)
    bulk.rows_registered += len(rows)
    bulk.rows_answered += wrong
    bulk.rows_wrong += wrong
    if rows:
        bulk.tries = 0  # this run made progress
    bulk.save(update_fields=["tries", "rows_registered", "rows_answered", "rows_wrong"])

    record(
        actor,
        "bulk_check.registered",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        rows=len(rows),
        entries=len(placed),
        past_the_wall=TO_MATCH,
    )
    return len(rows)
