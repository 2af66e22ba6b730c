"""Many targets at once: who may match is found in memory, and answered as one check answers.

A search in the database looks at some two hundred entries for each row of a table, and that a
hundred thousand times. So the rows of the register are read as they are stored, indexed in memory,
and each row of the table is weighed against those that share a key with it. Only what may match
goes the way that a single check goes, with the same judgement and the same hits.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import F
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction import matching, rules
from broadhurst.capabilities.deconfliction.engine import rows as row_words
from broadhurst.capabilities.deconfliction.engine.index import Index
from broadhurst.capabilities.deconfliction.engine.joining import likely_pairs
from broadhurst.capabilities.deconfliction.engine.matcher import Matcher
from broadhurst.capabilities.deconfliction.matching import placing, store
from broadhurst.capabilities.deconfliction.matching.judging import Judged, judge
from broadhurst.capabilities.deconfliction.matching.store import Asker, Candidate, Met, Placed
from broadhurst.capabilities.deconfliction.models import BulkCheck, Entry
from broadhurst.capabilities.deconfliction.targets import EXACT, NEAR, WEAK, own_key, row_secret
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit

TO_RUN = "to run the bulk checks that units asked for"
TO_EXPIRE = "to delete bulk checks that are past their expiry"
RUNS = 0x62756C6B  # with a bulk check's number: held for as long as its run lives
AT_ONCE = 2_000_000  # entries whose rows are in memory at one time
# Weights of likeness from which a candidate is judged; the judge's own bands are far above.
LIKELY = -3.0
LIKELY_ACROSS = -9.0  # of names in two scripts, whose rows tell less than the names do

READ_AT_ONCE = 100_000  # entries whose rows come in one answer

# Rows of a fixed length, each behind its entry's number, so that what comes is an array as it is.
Asked = dict[str, Any]
ROW_BYTES = 8 * row_words.WORDS
SENT = np.dtype([("id", ">i8"), ("row", f"V{ROW_BYTES}")])
# What expires while this runs is found or not, as with any check made a moment before or after.
OTHERS = """
SELECT string_agg(int8send(e.id) || r, '') FROM deconfliction_entry e, unnest(e.rows) AS r
WHERE e.id > %(after)s AND e.id <= %(until)s AND e.unit_id <> %(unit)s
  AND e.expires_at > %(now)s AND octet_length(r) = %(length)s AND e.version = %(version)s
"""
OWN = """
SELECT string_agg(int8send(e.id) || r, '')
FROM deconfliction_bulkrow b JOIN deconfliction_entry e ON e.id = b.entry_id, unnest(e.rows) AS r
WHERE b.bulk_id = %(bulk)s AND b.number > %(after)s AND b.number <= %(until)s AND b.answer = ''
  AND octet_length(r) = %(length)s
"""
BETWEEN = """
SELECT coalesce(min(id), 0), coalesce(max(id), -1),
       (SELECT coalesce(max(number), 0) FROM deconfliction_bulkrow WHERE bulk_id = %(bulk)s)
FROM deconfliction_entry
"""
# Identifiers: whoever shares a key of one, up to the cap of a key. Of rows just written the planner
# knows nothing and would join whole tables: OFFSET 0 keeps it to one look by index a key.
THINGS = """
SELECT DISTINCT mine.entry_id, e.id
FROM deconfliction_bulkrow b
CROSS JOIN LATERAL (
    SELECT entry_id, hash FROM deconfliction_key
    WHERE entry_id = b.entry_id AND kind = ANY (%(kinds)s) OFFSET 0) mine
CROSS JOIN LATERAL (
    SELECT entry_id FROM deconfliction_key WHERE hash = mine.hash LIMIT %(cap)s) theirs
CROSS JOIN LATERAL (
    SELECT id FROM deconfliction_entry
    WHERE id = theirs.entry_id AND unit_id <> %(unit)s AND expires_at > %(now)s OFFSET 0) e
WHERE b.bulk_id = %(bulk)s AND b.answer = '' AND b.entry_id IS NOT NULL
"""


THOSE = """
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       (SELECT string_agg(r, '') FROM unnest(e.rows) AS r), e.content::text,
       ARRAY(SELECT k.hash FROM deconfliction_key k WHERE k.entry_id = e.id)
FROM deconfliction_entry e
WHERE e.id = ANY (%(ids)s) AND e.unit_id <> %(unit)s AND e.expires_at > %(now)s
ORDER BY e.id
"""
WAITING = """
SELECT ref FROM deconfliction_bulkcheck b
WHERE stage IN ('waiting', 'running') AND NOT EXISTS (
    SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
      AND l.classid = %(runs)s AND l.objid = b.id AND l.objsubid = 2)
ORDER BY asked_at, id
"""
SIZE = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'deconfliction_entry'::regclass"


@dataclass
class Likely:
    """For each own entry, the entries of others that may match; and own entries whose every key
    is too common to go by, which are looked for one by one."""

    others: dict[int, set[int]]
    common: set[int]

    def is_asked_of(self, entry_id: int | None) -> bool:
        """Whether there is anything to judge about an own entry."""
        return entry_id in self.others or entry_id in self.common


def waiting() -> list[str]:
    """The references of the bulk checks that nobody runs, of those to be run; oldest first."""
    with elevated(TO_RUN), connection.cursor() as cursor:
        cursor.execute(WAITING, {"runs": RUNS})
        return [ref for (ref,) in cursor.fetchall()]


def claimed(ref: str) -> BulkCheck | None:
    """The bulk check, if nobody else runs it: until this connection ends, nobody else will."""
    with elevated(TO_RUN), connection.cursor() as cursor:
        whole = BulkCheck.objects.select_related(
            "posting__officer", "posting__unit__agency", "posting__unit__district"
        )
        bulk = whole.filter(ref=ref, stage__in=("waiting", "running")).first()
        if bulk:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUNS, bulk.pk])
            return bulk if cursor.fetchone()[0] else None
    return None


def released(bulk: BulkCheck) -> None:
    """Let others run it, for what is left of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUNS, bulk.pk])


def asker_of(bulk: BulkCheck) -> Asker:
    """For whom the rows are registered."""
    return Asker(bulk.unit, bulk.ocg_ref, bulk.matter, officer=bulk.posting.officer)


def look_through(bulk: BulkCheck) -> Likely:
    """Who may match the entries of a bulk check that have no answer yet."""
    likely = Likely(defaultdict(set), set())
    asked: Asked = {
        "bulk": bulk.pk, "unit": bulk.unit_id, "now": clock.now(), "length": ROW_BYTES,
        "version": row_words.VERSION, "cap": store.MOST_AN_EXACT_KEY,
        "kinds": [EXACT, WEAK, NEAR],
    }  # fmt: skip
    with elevated(matching.TO_MATCH), connection.cursor() as cursor:
        cursor.execute(THINGS, asked)
        for mine, theirs in cursor.fetchall():
            likely.others[mine].add(theirs)
        cursor.execute(BETWEEN, asked)
        first, last, last_row = cursor.fetchone()
    ids, queries = _read(OWN, asked, 0, last_row)
    if len(ids):
        for after in range(first - 1, last, AT_ONCE):
            theirs = _read(OTHERS, asked, after, min(after + AT_ONCE, last))
            _weigh(ids, queries, *theirs, likely)
    likely.common -= likely.others.keys()
    return likely


def _read(
    rows: str, asked: Asked, after: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Numbers of entries and their rows, as they are stored."""
    parts = []
    with elevated(matching.TO_MATCH), connection.cursor() as cursor:
        for low in range(after, last, READ_AT_ONCE):
            until = min(low + READ_AT_ONCE, last)
            cursor.execute(rows, {**asked, "after": low, "until": until})
            parts.append(bytes(cursor.fetchone()[0] or b""))
    found = np.frombuffer(b"".join(parts), SENT)
    words = np.frombuffer(found["row"].tobytes(), np.uint64).reshape(-1, row_words.WORDS)
    return found["id"].astype(np.int64), words


def _weigh(
    ids: NDArray[np.int64], queries: NDArray[np.uint64],
    their_ids: NDArray[np.int64], register: NDArray[np.uint64], likely: Likely,
) -> None:  # fmt: skip
    """Put down whose rows are alike enough to be judged."""
    if not len(their_ids):
        return
    index = Index.build(register, row_secret(), store.MOST_A_KEY)
    matcher = Matcher.default()
    least = LIKELY - matcher.reach
    across = min(least, LIKELY_ACROSS)
    found = likely_pairs(index, queries, row_secret(), matcher.model, least, across)
    for mine, theirs in zip(
        ids[found.queries].tolist(), their_ids[found.rows].tolist(), strict=True
    ):
        likely.others[mine].add(theirs)
    likely.common.update(ids[found.common].tolist())


def meet(asker: Asker, placed: Sequence[Placed], likely: Likely) -> matching.Found:
    """Judge who may match some entries, and raise what is new: as one check does, in few steps.

    What is judged is locked before it is seen which hits stand, and not while it is judged.
    """
    with elevated(matching.TO_MATCH):
        met = _those(asker.unit, placed, likely)
        judged = judge([one.target for one in placed], met)
        store.lock(_locks(placed, judged))
    return matching.settle(asker, placed, met, judged)


def _locks(placed: Sequence[Placed], judged: Judged) -> set[int]:
    """For each pair that matches a key that a single check of it holds, and one of the pair.

    Another bulk check may come upon the pair from its other side, by other keys.
    """
    entries = {id(one.target): one.entry_id for one in placed}
    locks: set[int] = set()
    for match in judged.matches:
        mine, other = entries[id(match.target)], match.entry.entry_id
        locks.add(own_key("pair", f"{min(mine, other)}-{max(mine, other)}"))
        locks.add(min(match.entry.keys & match.target.hashes))
    return locks


def _those(unit: Unit, placed: Sequence[Placed], likely: Likely) -> Met:
    """The entries of others that may match some of one's own, with the keys that they share."""
    wanted = set().union(*(likely.others.get(one.entry_id, ()) for one in placed))
    hashes = frozenset().union(*(one.target.hashes for one in placed))
    with connection.cursor() as cursor:
        cursor.execute(THOSE, {"ids": list(wanted), "unit": unit.pk, "now": clock.now()})
        found = cursor.fetchall()
        cursor.execute(SIZE)
        size = max(int(cursor.fetchone()[0]), 0)
    return Met([_candidate(row, hashes) for row in found], {}, frozenset(), size)


def _candidate(row: Any, hashes: frozenset[int]) -> Candidate:
    number, unit, officer, is_silent, ocg_ref, registered_at, rows, content, keys = row
    return Candidate(
        number, unit, officer, is_silent, ocg_ref, registered_at, bytes(rows or b""),
        json.loads(content), hashes.intersection(keys),
    )  # fmt: skip


def withdraw_unanswered(bulk: BulkCheck) -> int:
    """Delete the entries that a bulk check alone made and did not answer; says how many.

    What stood before, what another check has renewed since, what also stands in a row that is
    answered, and what went to an OCG's new owner stays.
    """
    life = timedelta(days=rules.ENTRY_LIFE_DAYS)
    with elevated(TO_RUN):
        made = Entry.objects.filter(
            pk__in=bulk.rows.filter(answer="").values("entry"),
            unit=bulk.unit,
            registered_at__gte=bulk.begun_at,
            expires_at__lte=F("registered_at") + life,
        ).exclude(pk__in=bulk.rows.exclude(answer="").exclude(entry=None).values("entry"))
        gone = list(made.values_list("pk", flat=True))
        Entry.objects.filter(pk__in=gone).update(expires_at=clock.now())
        placing.delete(gone)
    return len(gone)


def expire() -> int:
    """Delete bulk checks that are past their expiry, with their rows."""
    with elevated(TO_EXPIRE):
        _, deleted = BulkCheck.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(BulkCheck._meta.label, 0)
