"""Match the rows of a bulk check with what other units have entered.

Candidates are found in memory (`likely`). They are then scored and answered as a single check
scores and answers them, in fewer steps.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import F, Q
from numpy.typing import NDArray

from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import (
    BETWEEN,
    OTHERS,
    OWN,
    ROW_BYTES,
    SENT,
    SHARED_IDENTIFIERS,
    Likely,
    Parameters,
    weigh,
)
from broadhurst.capabilities.deconfliction.matching import candidates, match_key, recent_use
from broadhurst.capabilities.deconfliction.matching.entry_lifecycle import delete_expired
from broadhurst.capabilities.deconfliction.matching.hits import (
    TO_MATCH,
    raise_hits,
    record_referrals,
)
from broadhurst.capabilities.deconfliction.matching.scoring import score_candidates
from broadhurst.capabilities.deconfliction.matching.stages import (
    Candidate,
    Candidates,
    CheckContext,
    Entries,
    Hits,
    Scores,
    StoredTarget,
)
from broadhurst.capabilities.deconfliction.models import (
    BulkCheck,
    BulkRow,
    Entry,
    HitSide,
    Key,
    Kind,
)
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.deconfliction.targets.naming import keys_of, people_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.matcher import rows_of

TO_END = (
    "to withdraw what a bulk check did not answer, record what went to a desk, and count the "
    "officer's rows"
)
AT_ONCE = 2_000_000  # entries whose rows are in memory at one time
READ_AT_ONCE = 100_000  # entries whose rows come in one answer
THOSE = """
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       (SELECT string_agg(r, '') FROM unnest(e.feature_vectors) AS r), e.submitted::text,
       e.key_hashes
FROM deconfliction_entry e
WHERE e.id = ANY (%(ids)s) AND e.unit_id <> %(unit)s AND e.expires_at > %(now)s
ORDER BY e.id
"""
SIZE = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'deconfliction_entry'::regclass"


def context_of(bulk: BulkCheck) -> CheckContext:
    """Return the unit, officer and OCG or matter that the rows are entered for."""
    return CheckContext(bulk.unit, bulk.ocg_ref, bulk.matter, officer=bulk.posting.officer)


def look_through(bulk: BulkCheck) -> Likely:
    """Return the candidates for the entries of a bulk check that have no answer yet."""
    with elevated(TO_MATCH):
        match_key.require()
        likely = Likely(defaultdict(set), set())
        parameters: Parameters = {
            "bulk": bulk.pk, "unit": bulk.unit_id, "now": clock.now(), "length": ROW_BYTES,
            "version": row_words.VERSION, "cap": candidates.MOST_AN_EXACT_KEY,
        }  # fmt: skip
        with pipelined():
            first, last, last_row = send(BETWEEN, parameters).row()
            ids, queries = _read(OWN, parameters, 0, last_row)
            parts = range(first - 1, last, AT_ONCE) if len(ids) else ()
            for after in parts[:-1]:
                weigh(ids, queries, *_read(OTHERS, parameters, after, after + AT_ONCE), likely)
            left = [_read(OTHERS, parameters, after, last) for after in parts[-1:]]
            # The database looks for shared identifiers while the last entries are weighed here.
            sharing = send(SHARED_IDENTIFIERS, parameters)
            for theirs in left:
                weigh(ids, queries, *theirs, likely)
            for mine, other in sharing.rows():
                likely.others[mine].add(other)
        likely.common -= likely.others.keys()
        return likely


def _read(
    rows: str, parameters: Parameters, after: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the ids of entries, and their encoded rows as they are stored."""
    parts = []
    for low in range(after, last, READ_AT_ONCE):
        until = min(low + READ_AT_ONCE, last)
        # Binary, because text is twice as long and slow to convert.
        (part,) = send(rows, {**parameters, "after": low, "until": until}, binary=True).row()
        parts.append(part or b"")
    sent_rows = np.frombuffer(b"".join(parts), SENT)
    words = np.frombuffer(sent_rows["row"].tobytes(), np.uint64).reshape(-1, row_words.WORDS)
    return sent_rows["id"].astype(np.int64), words


def meet(
    context: CheckContext, placed: Sequence[StoredTarget], likely: Likely
) -> list[tuple[list[StoredTarget], Hits]]:
    """Score the candidates of some entries and raise new hits, as a single check does.

    Return the entries in groups, each with its result. An entry that has only common keys needs a
    search of its own. All pairs that match are locked before any existing hit is read.
    """
    with elevated(TO_MATCH):
        marks = match_key.require()
        keyed = [replace(entry, target=entry.target.under(marks)) for entry in placed]
        entry_by_target = {id(mine): entry for mine, entry in zip(keyed, placed, strict=True)}
        together = [target for target in keyed if target.entry_id in likely.others]
        alone = [target for target in keyed if target.entry_id not in likely.others]
        seen = [(together, _those(context.unit, together, likely))] if together else []
        seen += [
            ([target], candidates.find_without_locks(context, [target.target])) for target in alone
        ]
        judged = [score_candidates(met) for _, met in seen]
        candidates.lock_keys(_locks(keyed, judged))
        return [
            (
                [entry_by_target[id(target)] for target in some],
                raise_hits(Entries(context, some), scores),
            )
            for (some, _), scores in zip(seen, judged, strict=True)
        ]


def _locks(placed: Sequence[StoredTarget], judged: Sequence[Scores]) -> set[int]:
    """Return the keys to lock for the pairs that match: a shared key, and a key of the pair.

    A single check of the pair locks the shared key. Another bulk check may find the pair from its
    other side by other keys, and then locks the key of the pair.
    """
    entries = {id(entry.target): entry.entry_id for entry in placed}
    locks: set[int] = set()
    for match in (match for score in judged for match in score.matches):
        mine, other = entries[id(match.target)], match.entry.entry_id
        pair = f"{min(mine, other)}-{max(mine, other)}"
        locks.add(match.target.keys.of.own("pair", pair))
        locks.add(min(match.entry.keys & match.target.key_hashes))
    return locks


def _those(unit: Unit, placed: Sequence[StoredTarget], likely: Likely) -> Candidates:
    """Load the candidates of some own entries, with the keys that they share."""
    wanted = set().union(*(likely.others.get(entry.entry_id, ()) for entry in placed))
    hashes = frozenset().union(*(entry.target.key_hashes for entry in placed))
    with connection.cursor() as cursor:
        cursor.execute(THOSE, {"ids": list(wanted), "unit": unit.pk, "now": clock.now()})
        rows_found = cursor.fetchall()
        cursor.execute(SIZE)
        size = max(int(cursor.fetchone()[0]), 0)
    others = [_candidate(row, hashes) for row in rows_found]
    mine = (row for entry in placed for row in entry.target.feature_vectors)
    common = candidates.common_names(rows_of([*(other.feature_vectors for other in others), *mine]))
    return Candidates(
        [entry.target for entry in placed], others, {}, frozenset(), size, common=common
    )


def _candidate(row: Any, hashes: frozenset[int]) -> Candidate:
    number, unit, officer, is_silent, ocg_ref, registered_at, rows, content, keys = row
    return Candidate(
        number, unit, officer, is_silent, ocg_ref, registered_at, bytes(rows or b""),
        json.loads(content), hashes.intersection(keys),
    )  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """The number of entries that were withdrawn, and of the officer's rows for the same purpose."""

    withdrawn: int
    rows_for_one: int


def end(bulk: BulkCheck, officer: Officer, receipt: str) -> Ended:
    """Withdraw entries without an answer, and record the hits that went to a desk.

    `receipt` is the number of the bulk check's receipt, which the caller writes afterwards.
    """
    with elevated(TO_END):
        withdrawn = _withdraw_unanswered(bulk)
        record_referrals(receipt, _at_desks(bulk))
        return Ended(withdrawn, recent_use.rows_for(officer, bulk))


def _withdraw_unanswered(bulk: BulkCheck) -> int:
    """Delete the entries that only this bulk check made and did not answer; return how many.

    An entry stays if it existed before, if another check has renewed it, if an answered row has it
    too, or if it went to the OCG's new owner.
    """
    life = timedelta(days=ENTRY_LIFE_DAYS)
    unanswered = Entry.objects.filter(
        pk__in=bulk.rows.filter(answer="").values("entry"),
        unit=bulk.unit,
        registered_at__gte=bulk.begun_at,
        expires_at__lte=F("registered_at") + life,
    ).exclude(pk__in=bulk.rows.exclude(answer="").exclude(entry=None).values("entry"))
    gone = list(unanswered.values_list("pk", flat=True))
    # If an entry is being renewed or moved, this waits for it and tests the conditions again.
    Entry.objects.filter(
        pk__in=gone, unit=bulk.unit, expires_at__lte=F("registered_at") + life
    ).update(expires_at=clock.now())
    return delete_expired(gone)


def _at_desks(bulk: BulkCheck) -> list[int]:
    """Return the ids of the hits for which rows of a bulk check were referred to a desk.

    An existing hit may be on another entry of the unit: a row about the same person or identifier
    is answered by it. A hit that both units knew before the check began was referred by an earlier
    check. A hit that a desk has confirmed since then was referred by this one.
    """
    rows = bulk.rows.filter(answer=BulkRow.Answer.REFERRED).exclude(entry=None)
    sides = HitSide.objects.filter(unit=bulk.unit).filter(
        Q(is_disclosed=False) | Q(raised_at__gte=bulk.begun_at, raised_at__gt=F("hit__raised_at"))
    )
    referred = Entry.objects.filter(pk__in=rows.values("entry"))
    contents = [*referred.values_list("submitted", "identifier_hashes")]
    if not contents:
        return []
    things = {key for _, hashes in contents for key in hashes}
    # An entry may not have the new keys yet, which a hit on it has already.
    things.update(*(keys_of(content) for content, _ in contents))
    people = set().union(*(people_of(content) for content, _ in contents))
    same = Key.objects.filter(hash__in=people, is_exact=True).values("entry")
    of_person = Q(hit__kinds__contains=[Kind.PERSON], entry__in=same)
    went = sides.filter(Q(entry__in=referred) | Q(shared__overlap=[*things]) | of_person)
    return sorted(set(went.values_list("hit", flat=True)))
