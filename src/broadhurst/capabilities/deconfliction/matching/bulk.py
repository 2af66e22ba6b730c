"""Many targets at once: who may match is found in memory, and answered as one check answers.

Only what may match (`likely`) goes the way that a single check goes, with the same judgement and
the same hits.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import F, Q
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction import matching, rules
from broadhurst.capabilities.deconfliction.matching import counting, placing, secret_mark, store
from broadhurst.capabilities.deconfliction.matching.judging import Judged, judge
from broadhurst.capabilities.deconfliction.matching.likely import (
    BETWEEN,
    OTHERS,
    OWN,
    ROW_BYTES,
    SENT,
    THINGS,
    Asked,
    Likely,
    weigh,
)
from broadhurst.capabilities.deconfliction.matching.store import Asker, Candidate, Met, Placed
from broadhurst.capabilities.deconfliction.models import (
    BulkCheck,
    BulkRow,
    Entry,
    HitSide,
    Key,
    Kind,
)
from broadhurst.capabilities.deconfliction.targets import own_key, people_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.matcher import rows_of

TO_RUN = "to run the bulk checks that units asked for"
TO_EXPIRE = "to delete bulk checks that are past their expiry"
RUNS = 0x62756C6B  # with a bulk check's number: held for as long as its run lives
AT_ONCE = 2_000_000  # entries whose rows are in memory at one time
READ_AT_ONCE = 100_000  # entries whose rows come in one answer
THOSE = """
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       (SELECT string_agg(r, '') FROM unnest(e.rows) AS r), e.content::text, e.hashes
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
    secret_mark.require()
    likely = Likely(defaultdict(set), set())
    asked: Asked = {
        "bulk": bulk.pk, "unit": bulk.unit_id, "now": clock.now(), "length": ROW_BYTES,
        "version": row_words.VERSION, "cap": store.MOST_AN_EXACT_KEY,
    }  # fmt: skip
    with elevated(matching.TO_MATCH), pipelined():
        first, last, last_row = send(BETWEEN, asked).row()
        ids, queries = _read(OWN, asked, 0, last_row)
        parts = range(first - 1, last, AT_ONCE) if len(ids) else ()
        for after in parts[:-1]:
            weigh(ids, queries, *_read(OTHERS, asked, after, after + AT_ONCE), likely)
        left = [_read(OTHERS, asked, after, last) for after in parts[-1:]]
        # While the last are weighed the database looks for identifiers.
        things = send(THINGS, asked)
        things.soon()
        for theirs in left:
            weigh(ids, queries, *theirs, likely)
        for mine, other in things.rows():
            likely.others[mine].add(other)
    likely.common -= likely.others.keys()
    return likely


def _read(
    rows: str, asked: Asked, after: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Numbers of entries and their rows, as they are stored."""
    parts = []
    for low in range(after, last, READ_AT_ONCE):
        until = min(low + READ_AT_ONCE, last)
        # As bytes: as text they would be twice as long, and written and read letter by letter.
        (part,) = send(rows, {**asked, "after": low, "until": until}, binary=True).row()
        parts.append(part or b"")
    found = np.frombuffer(b"".join(parts), SENT)
    words = np.frombuffer(found["row"].tobytes(), np.uint64).reshape(-1, row_words.WORDS)
    return found["id"].astype(np.int64), words


def meet(
    asker: Asker, placed: Sequence[Placed], likely: Likely
) -> list[tuple[list[Placed], matching.Found]]:
    """Judge who may match some entries, and raise what is new: as one check does, in few steps.

    Those whose every key is common are looked for one by one. What is judged is all locked at once,
    before it is seen which hits stand, and not while it is judged.
    """
    together = [one for one in placed if one.entry_id in likely.others]
    alone = [one for one in placed if one.entry_id not in likely.others]
    with elevated(matching.TO_MATCH):
        seen = [(together, _those(asker.unit, together, likely))] if together else []
        seen += [([one], matching.look(asker, [one.target])) for one in alone]
        judged = [judge([one.target for one in some], met) for some, met in seen]
        store.lock(_locks(placed, judged))
    return [
        (some, matching.settle(asker, some, met, found))
        for (some, met), found in zip(seen, judged, strict=True)
    ]


def _locks(placed: Sequence[Placed], judged: Sequence[Judged]) -> set[int]:
    """For each pair that matches a key that a single check of it holds, and one of the pair.

    Another bulk check may come upon the pair from its other side, by other keys.
    """
    entries = {id(one.target): one.entry_id for one in placed}
    locks: set[int] = set()
    for match in (match for one in judged for match in one.matches):
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
    others = [_candidate(row, hashes) for row in found]
    mine = (row for one in placed for row in one.target.rows)
    common = counting.found(*counting.ask(rows_of([*(one.rows for one in others), *mine])).row())
    return Met(others, {}, frozenset(), size, common=common)


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
        # One that is renewed or moved at this moment is waited for, and asked again.
        Entry.objects.filter(
            pk__in=gone, unit=bulk.unit, expires_at__lte=F("registered_at") + life
        ).update(expires_at=clock.now())
        return placing.delete(gone)


def at_desks(bulk: BulkCheck) -> list[int]:
    """The hits for which rows of a bulk check were referred to a desk.

    One that stood already may be on another of the unit's entries, as a row that is of the same
    person or has what it came by is answered by it. What both were told of before the check began
    was referred by an earlier one; what a desk has confirmed since it began, by this.
    """
    rows = bulk.rows.filter(answer=BulkRow.Answer.REFERRED).exclude(entry=None)
    with elevated(TO_RUN):
        sides = HitSide.objects.filter(unit=bulk.unit).filter(
            Q(is_told=False) | Q(raised_at__gte=bulk.begun_at, raised_at__gt=F("hit__raised_at"))
        )
        referred = Entry.objects.filter(pk__in=rows.values("entry"))
        found = [*referred.values_list("content", "things")]
        if not found:
            return []
        things = {key for _, own in found for key in own}
        people = set().union(*(people_of(content) for content, _ in found))
        same = Key.objects.filter(hash__in=people, is_exact=True).values("entry")
        of_person = Q(hit__kinds__contains=[Kind.PERSON], entry__in=same)
        went = sides.filter(Q(entry__in=referred) | Q(shared__overlap=[*things]) | of_person)
        return sorted(set(went.values_list("hit", flat=True)))


def expire() -> int:
    """Delete bulk checks that are past their expiry, with their rows."""
    with elevated(TO_EXPIRE):
        _, deleted = BulkCheck.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(BulkCheck._meta.label, 0)
