"""Answer some rows of a bulk check: no hit, a hit, or referred to a desk."""

from collections.abc import Sequence

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import Likely
from broadhurst.capabilities.bulk_checks.matching.rows import context_of, meet
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, is_still_theirs
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import (
    ReadAhead,
    Understood,
    understood_now,
)
from broadhurst.capabilities.bulk_checks.writes.save_row_results import save_row_results
from broadhurst.capabilities.bulk_checks.writes.steps import Step
from broadhurst.capabilities.deconfliction.matching.hits import TO_MATCH
from broadhurst.capabilities.deconfliction.matching.scoring import CUT
from broadhurst.capabilities.deconfliction.matching.stages import Hits, StoredTarget
from broadhurst.capabilities.deconfliction.models import IN_PART, BulkCheck, BulkRow, Hit
from broadhurst.capabilities.deconfliction.writes.announce import announce
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

RowToScore = tuple[BulkRow, StoredTarget]


@command
def answer_bulk_rows(
    *,
    actor: Actor,
    bulk: BulkCheck,
    step: Step,
    likely: Likely,
    ahead: ReadAhead | None = None,
) -> None:
    """Answer the registered rows of a step.

    Rows without candidates have no hit; the others are scored. A row that was answered meanwhile
    is left as it is. Rows in `ahead` are not parsed again, if they are the rows to score.
    """
    is_theirs = is_still_theirs(bulk)
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk, is_theirs=is_theirs))

    among = bulk.rows.filter(number__gte=step.first, number__lte=step.last, answer="")
    # A row whose entry was withdrawn meanwhile was not matched.
    withdrawn = among.filter(entry=None).update(
        answer=BulkRow.Answer.NOT_CHECKED, why=rules.WITHDRAWN
    )
    others = among.exclude(number__in=step.asked)
    in_part = others.exclude(why="").count()
    no_hit = others.update(answer=BulkRow.Answer.NO_HIT)
    to_score = list(among.filter(number__in=step.asked).order_by("number").defer("cells"))
    for row in to_score:
        row.answer = BulkRow.Answer.NO_HIT
    results = _score_rows(bulk, to_score, understood_now(bulk, to_score, ahead), likely)
    save_row_results(to_score)
    answers = [row.told for row in to_score]
    bulk.rows_answered += withdrawn + no_hit + len(to_score)
    bulk.rows_wrong += withdrawn
    bulk.rows_in_part += in_part + answers.count(IN_PART)
    bulk.rows_hit += answers.count(BulkRow.Answer.HIT)
    bulk.rows_referred += answers.count(BulkRow.Answer.REFERRED)
    bulk.tries = 0  # this run made progress
    counts = ["rows_answered", "rows_wrong", "rows_in_part", "rows_hit", "rows_referred"]
    bulk.save(update_fields=["tries", *counts])

    record(
        actor,
        "bulk_check.answered",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        rows=withdrawn + no_hit + len(to_score),
        hits=answers.count(BulkRow.Answer.HIT),
        referred=answers.count(BulkRow.Answer.REFERRED),
        past_the_wall=TO_MATCH,
    )
    for result in results:
        announce(result, bulk.unit)


def _score_rows(
    bulk: BulkCheck, rows: Sequence[BulkRow], read: Sequence[Understood], likely: Likely
) -> list[Hits]:
    """Score rows, and set the answer of each."""
    to_score = [
        (row, StoredTarget(understood.target, row.entry_id))
        for row, understood in zip(rows, read, strict=True)
        if understood.target and row.entry_id
    ]
    if not to_score:
        return []
    row_of = {id(placed): row for row, placed in to_score}
    results = meet(context_of(bulk), [placed for _, placed in to_score], likely)
    for batch, result in results:
        _set_answers([(row_of[id(placed)], placed) for placed in batch], result)
    return [result for _, result in results]


def _set_answers(to_score: Sequence[RowToScore], result: Hits) -> None:
    """Set the answer of each row, and note what was not compared."""
    hit_ids = {pk for hits, _ in result.by_target for pk in hits}
    refs = dict(Hit.objects.filter(pk__in=hit_ids).values_list("pk", "ref"))
    for (row, placed), (hits, referred) in zip(to_score, result.by_target, strict=True):
        if hits:
            row.answer, row.hits = BulkRow.Answer.HIT, sorted(refs[pk] for pk in hits)
        elif referred:
            row.answer = BulkRow.Answer.REFERRED
        # `CUT` (too many candidates) applies to any row; other notes name their target.
        notes = (
            note for note in result.notes
            if note == CUT or note.startswith(f"{placed.target.title}:")
        )  # fmt: skip
        row.why = "\n".join(filter(None, (row.why, *notes)))
