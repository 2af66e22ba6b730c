"""Answer some rows of a bulk check: no hit, a hit of which both sides learn, or referred."""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction import matching
from broadhurst.capabilities.deconfliction.commands.announce import announce
from broadhurst.capabilities.deconfliction.commands.put_down import put_down
from broadhurst.capabilities.deconfliction.commands.steps import Step
from broadhurst.capabilities.deconfliction.matching.bulk import asker_of, meet
from broadhurst.capabilities.deconfliction.matching.judging import CUT
from broadhurst.capabilities.deconfliction.matching.likely import Likely
from broadhurst.capabilities.deconfliction.matching.store import Placed
from broadhurst.capabilities.deconfliction.models import IN_PART, BulkCheck, BulkRow, Hit
from broadhurst.capabilities.deconfliction.queries.bulk import (
    ReadAhead,
    Understood,
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

Asked = tuple[BulkRow, Placed]


@command
def answer_bulk_rows(
    *,
    actor: Actor,
    bulk: BulkCheck,
    step: Step,
    likely: Likely,
    ahead: ReadAhead | None = None,
) -> None:
    """Answer the registered rows of a step: those that nothing is like have no hit; the others are
    judged.

    A row that was answered meanwhile is left as it is. Rows that were read ahead, if they are those
    to be judged, need not be read again.
    """
    is_theirs = is_still_theirs(bulk)
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk, is_theirs=is_theirs))

    among = bulk.rows.filter(number__gte=step.first, number__lte=step.last, answer="")
    # Whose entry was withdrawn meanwhile was looked for by nobody.
    withdrawn = among.filter(entry=None).update(
        answer=BulkRow.Answer.NOT_CHECKED, why=rules.WITHDRAWN
    )
    others = among.exclude(number__in=step.asked)
    in_part = others.exclude(why="").count()
    no_hit = others.update(answer=BulkRow.Answer.NO_HIT)
    asked = list(among.filter(number__in=step.asked).order_by("number").defer("cells"))
    for row in asked:
        row.answer = BulkRow.Answer.NO_HIT
    found = _judged(bulk, asked, understood_now(bulk, asked, ahead), likely)
    put_down(asked)
    answers = [row.told for row in asked]
    bulk.rows_answered += withdrawn + no_hit + len(asked)
    bulk.rows_wrong += withdrawn
    bulk.rows_in_part += in_part + answers.count(IN_PART)
    bulk.rows_hit += answers.count(BulkRow.Answer.HIT)
    bulk.rows_referred += answers.count(BulkRow.Answer.REFERRED)
    bulk.tries = 0  # it got on
    counts = ["rows_answered", "rows_wrong", "rows_in_part", "rows_hit", "rows_referred"]
    bulk.save(update_fields=["tries", *counts])

    record(
        actor,
        "bulk_check.answered",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        rows=withdrawn + no_hit + len(asked),
        hits=answers.count(BulkRow.Answer.HIT),
        referred=answers.count(BulkRow.Answer.REFERRED),
        past_the_wall=matching.TO_MATCH,
    )
    for one in found:
        announce(one, bulk.unit)


def _judged(
    bulk: BulkCheck, rows: Sequence[BulkRow], read: Sequence[Understood], likely: Likely
) -> list[matching.Found]:
    """Judge rows and put down what was found with each."""
    asked = [
        (row, Placed(one.target, row.entry_id))
        for row, one in zip(rows, read, strict=True)
        if one.target and row.entry_id
    ]
    if not asked:
        return []
    row_of = {id(one): row for row, one in asked}
    found = meet(asker_of(bulk), [one for _, one in asked], likely)
    for some, what in found:
        _put([(row_of[id(one)], one) for one in some], what)
    return [what for _, what in found]


def _put(asked: Sequence[Asked], found: matching.Found) -> None:
    """Put down the answer to each, and what of it was not looked at."""
    told = {pk for hits, _ in found.by_target for pk in hits}
    refs = dict(Hit.objects.filter(pk__in=told).values_list("pk", "ref"))
    for (row, one), (hits, referred) in zip(asked, found.by_target, strict=True):
        if hits:
            row.answer, row.hits = BulkRow.Answer.HIT, sorted(refs[pk] for pk in hits)
        elif referred:
            row.answer = BulkRow.Answer.REFERRED
        # That more was there than is looked at is of a row that was looked for by itself.
        notes = (
            note for note in found.notes
            if note == CUT or note.startswith(f"{one.target.label}:")
        )  # fmt: skip
        row.why = "\n".join(filter(None, (row.why, *notes)))
