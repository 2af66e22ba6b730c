"""End a bulk check with one receipt.

Rows without an answer are not checked, with the reason.
"""

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.matching.rows import TO_END, end
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, is_still_theirs
from broadhurst.capabilities.bulk_checks.queries.trawling import in_table
from broadhurst.capabilities.deconfliction import receipts
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow, Check
from broadhurst.capabilities.deconfliction.rules.checking import as_notes
from broadhurst.capabilities.deconfliction.writes.announce import flag_trawling
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


@command
def end_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Issue the receipt, and withdraw entries that were registered but not answered."""
    is_theirs = is_still_theirs(bulk)
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk))

    bulk.stage, why = rules.ending_of(bulk, is_theirs=is_theirs)
    receipt = receipts.new_number()
    ended = end(bulk, actor.officer, receipt)
    left = bulk.rows.filter(answer="").update(answer=BulkRow.Answer.NOT_CHECKED, why=why)
    bulk.rows_answered += left
    bulk.rows_wrong += left
    bulk.ended_at = clock.now()
    if checked := bulk.rows_answered - bulk.rows_wrong:
        bulk.receipt = _receipt(actor, bulk, receipt, checked)
    bulk.save()

    record(
        actor,
        "bulk_check.ended",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        tell=[bulk.posting.officer],
        stage=in_sentence(bulk.get_stage_display()),
        receipt=bulk.receipt.ref if bulk.receipt else None,
        rows=checked,
        hits=bulk.rows_hit,
        referred=bulk.rows_referred,
        withdrawn=ended.withdrawn,
        past_the_wall=TO_END,
    )
    flag_trawling(actor, in_table(bulk, ended.rows_for_one))
    return bulk


def _receipt(actor: Actor, bulk: BulkCheck, number: str, checked: int) -> Check:
    wrong = bulk.rows.filter(answer=BulkRow.Answer.NOT_CHECKED)
    not_checked = wrong.values_list("number", "why")[: rules.NAMED_ON_RECEIPT]
    return Check.objects.create(
        ref=number,
        unit=bulk.unit,
        occasion=Check.Occasion.BULK,
        matter=bulk.about,
        made_by=actor.officer,
        made_at=clock.now(),
        entries=checked,
        # Count rows and not hits, because several rows can have the same hit.
        hit_count=bulk.rows.filter(answer=BulkRow.Answer.HIT).count(),
        referred=bulk.rows_referred,
        not_checked=as_notes([*bulk.notes, *rules.rows_not_checked(not_checked, bulk)]),
    )
