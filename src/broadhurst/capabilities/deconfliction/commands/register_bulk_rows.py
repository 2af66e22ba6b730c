"""Register some rows of a bulk check as targets of its unit; nothing is looked for yet."""

from broadhurst.capabilities.deconfliction import matching
from broadhurst.capabilities.deconfliction.commands.put_down import ENTERED, put_down
from broadhurst.capabilities.deconfliction.commands.steps import EnteringAhead
from broadhurst.capabilities.deconfliction.matching.bulk import asker_of
from broadhurst.capabilities.deconfliction.matching.ready import Entering
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.capabilities.deconfliction.queries.bulk import (
    bulk_checks,
    is_still_theirs,
    understood_now,
)
from broadhurst.capabilities.deconfliction.rules import bulk as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def register_bulk_rows(
    *, actor: Actor, bulk: BulkCheck, most: int, ahead: EnteringAhead | None = None
) -> int:
    """Register the next rows, so many at most, without a lock on their keys; says how many there
    were. Whoever looks for them does so after every check under way has ended.

    Rows that were made ready ahead, if they are these, are not read again.
    """
    is_theirs = is_still_theirs(bulk)
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk, is_theirs=is_theirs))

    # By their place in the file: one whose entry was withdrawn since is not entered again.
    at = bulk.rows_registered
    rows = list(bulk.rows.order_by("number").defer("cells")[at : at + most])
    read = understood_now(bulk, rows, ahead.read if ahead else None)
    targets = [one.target for one in read if one.target]
    entering = ahead.entering if ahead else None
    if not (entering and entering.is_of(targets)):
        entering = Entering(asker_of(bulk), targets)
    placed = matching.enter(entering)
    entries = {id(one.target): one.entry_id for one in placed}
    for row, one in zip(rows, read, strict=True):
        row.why = "\n".join(one.wrong)
        row.entry_id = entries.get(id(one.target))
        row.answer = "" if one.target else BulkRow.Answer.NOT_CHECKED
    put_down(rows, ENTERED)
    wrong = len(rows) - len(placed)
    bulk.rows_registered += len(rows)
    bulk.rows_answered += wrong
    bulk.rows_wrong += wrong
    if rows:
        bulk.tries = 0  # it got on
    bulk.save(update_fields=["tries", "rows_registered", "rows_answered", "rows_wrong"])

    record(
        actor,
        "bulk_check.registered",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        rows=len(rows),
        entries=len(placed),
        past_the_wall=matching.TO_MATCH,
    )
    return len(rows)
