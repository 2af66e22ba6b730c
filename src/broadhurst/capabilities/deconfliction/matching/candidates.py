"""Find the candidates that share a key with a target.

Hundreds of rows are read as columns, and only the few plausible ones are loaded in full. Only the
matcher uses this. It bypasses row-level security: see `find` in `matching`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching import counting
from broadhurst.capabilities.deconfliction.matching.store import (
    MOST_A_KEY,
    MOST_AN_EXACT_KEY,
    MOST_CANDIDATES,
    Asker,
    Candidate,
    Met,
)
from broadhurst.capabilities.deconfliction.rules.asking import FISHING_WINDOW
from broadhurst.capabilities.deconfliction.targets import NEAR, Target
from broadhurst.foundation.database.prepared import Sent, array, pipelined, send
from broadhurst_linkage.blocking.rules import (
    FEW,
    FEW_OF_A_DAY,
    FEWER,
    LESS,
    BlockingRule,
)
from broadhurst_linkage.encoding.rows import WORDS
from broadhurst_linkage.matcher import rows_of
from broadhurst_linkage.scoring.frequencies import FrequencyOverrides

ROW = 8 * WORDS

# The entries of a key are read from its index alone, up to the key's cap. Then each entry is read
# once, all of them in one pass over the index of entries. Exact keys are passed first. Entries that
# share one come before those that share the most keys. An entry that shares a single key with more
# than a few others is left out (`broadhurst_linkage.blocking.rules.FEW`). Each column comes as one
# array, because sending one row for each entry would take longer than finding them.
LOOK = f"""
WITH met AS MATERIALIZED (
    SELECT a.place, a.hash, k.entries, cardinality(k.entries) > a.cap AS is_full,
           cardinality(k.entries) <= a.few AS tells
    FROM unnest(%s::bigint[], %s::int[], %s::int[]) WITH ORDINALITY AS a(hash, cap, few, place)
    CROSS JOIN LATERAL (SELECT ARRAY(
        SELECT entry_id FROM deconfliction_key WHERE hash = a.hash LIMIT a.cap + 1
    ) AS entries OFFSET 0) k
), shared AS MATERIALIZED (
    SELECT met.place, met.tells, entry FROM met, unnest(met.entries) AS entry
    WHERE NOT met.is_full OR met.hash = ANY (%s::bigint[])
), those AS MATERIALIZED (
    SELECT entry FROM shared GROUP BY entry HAVING bool_or(tells) OR count(*) > 1
    ORDER BY min(place) <= %s DESC, count(*) DESC LIMIT %s
), found AS (
    SELECT string_agg(int8send(e.id), '') AS ids,
           string_agg(boolsend(e.unit_id <> %s), '') AS of_others,
           string_agg(boolsend(e.unit_id = %s AND e.registered_by_id IS NOT DISTINCT FROM %s
                               AND e.registered_at > %s AND e.ocg_ref = ''), '') AS lately,
           string_agg(int4send(coalesce(octet_length(e.words), 0)), '') AS lengths,
           string_agg(e.words, '') AS words
    FROM (
        SELECT id, unit_id, registered_by_id, registered_at, ocg_ref,
               CASE WHEN cardinality(rows) = 1 THEN rows[1]
                    ELSE (SELECT string_agg(r, '') FROM unnest(rows) AS r) END AS words
        FROM deconfliction_entry
        WHERE id = ANY (ARRAY(SELECT entry FROM those)) AND expires_at > %s
        ORDER BY id) e
)
SELECT found.*, pairs.*, (SELECT count(*) FROM those), ARRAY(SELECT hash FROM met WHERE is_full),
       (SELECT reltuples::bigint FROM pg_class WHERE oid = 'deconfliction_entry'::regclass),
       ({counting.AMONG})
FROM found, (SELECT string_agg(int4send(place::int), '') AS places,
                    string_agg(int8send(entry), '') AS entries FROM shared) pairs
"""  # noqa: S608 - no value of anybody's
THOSE = """
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       CASE WHEN e.id = ANY (%s::bigint[]) THEN e.content::text END
FROM deconfliction_entry e WHERE e.id = ANY (%s::bigint[]) ORDER BY e.id
"""


@dataclass(frozen=True)
class CandidateQuery:
    """A query that was sent, with its keys and the most entries that it returns.

    `days` are keys of a date of birth alone: skipping one of these is not reported.
    """

    hashes: list[int]
    days: frozenset[int]
    most: int
    sent: Sent


@dataclass(frozen=True)
class CandidateRows:
    """The result of a query, as columns: entries, their encoded rows, and the keys they share.

    `ids`, `of_others` and `own_recent` have one element for each entry. `own_recent` marks those
    that the officer made in the last day. `owners` has one element for each row of `rows`: the
    index in `ids` of its entry. `sharing` pairs an index in `hashes` with an index in `ids`. `full`
    holds the keys that too many entries share. `is_cut` is true if the limit was reached, so there
    may be more. `size` estimates the number of entries in the store. `common` holds the target's
    names that are more frequent in the store than in the population.
    """

    hashes: list[int]
    ids: NDArray[np.int64]
    of_others: NDArray[np.bool_]
    own_recent: NDArray[np.bool_]
    owners: NDArray[np.int64]
    rows: NDArray[np.uint64]
    sharing: tuple[NDArray[np.int64], NDArray[np.int64]]
    full: frozenset[int]
    is_cut: bool
    size: int
    common: FrequencyOverrides

    def sharers(self, keys: Collection[int]) -> NDArray[np.bool_]:
        """Return a mask of the entries that share one of the keys."""
        mask = np.zeros(len(self.ids), np.bool_)
        wanted = np.array([key in keys for key in self.hashes], np.bool_)
        key_indices, entries = self.sharing
        mask[entries[wanted[key_indices]]] = True
        return mask

    def keys(self, mask: NDArray[np.bool_]) -> dict[int, frozenset[int]]:
        """Return the shared keys of the entries in a mask, by the entry's index in `ids`."""
        keys: dict[int, set[int]] = {entry: set() for entry in np.flatnonzero(mask).tolist()}
        key_indices, entries = self.sharing
        wanted = mask[entries]
        for index, entry in zip(
            key_indices[wanted].tolist(), entries[wanted].tolist(), strict=True
        ):
            keys[entry].add(self.hashes[index])
        return {entry: frozenset(shared) for entry, shared in keys.items()}


def send_query(
    asker: Asker, targets: Sequence[Target], now: datetime, *, even_full: bool = False
) -> CandidateQuery:
    """Send the query for entries that share a key with a target.

    `even_full` includes the keys that too many entries share.
    """
    exact = {key for target in targets for key in target.exact}
    loose = {key for target in targets for key in (*target.query_keys, *target.weak)} - exact
    hashes = [*exact, *loose]
    numbers = {key: number for target in targets for key, number in target.query_keys.items()}
    days = frozenset(key for key, number in numbers.items() if number == BlockingRule.DAY)
    caps = [MOST_AN_EXACT_KEY] * len(exact)
    caps += [FEW_OF_A_DAY if key in days else MOST_A_KEY for key in loose]
    # A loose key alone is weak evidence: it counts alone only if few entries share it.
    few = {
        key: FEWER if number in LESS else FEW
        for key, number in numbers.items()
        if number != NEAR and not even_full
    }
    few_enough = [few.get(key, cap + 1) for key, cap in zip(hashes, caps, strict=True)]
    never_skipped = hashes if even_full else exact
    target_rows = rows_of([row for target in targets for row in target.rows])
    most = MOST_CANDIDATES * max(len(targets), 1)
    parameters = [
        array(hashes), array(caps), array(few_enough), array(never_skipped), len(exact), most,
        asker.unit.pk, asker.unit.pk, asker.officer.pk if asker.officer else None,
        now - FISHING_WINDOW, now, *counting.parameters(target_rows),
    ]  # fmt: skip
    return CandidateQuery(hashes, days, most, send(LOOK, parameters, binary=True))


def read_result(query: CandidateQuery) -> CandidateRows:
    """Wait for a query, and return its columns."""
    (
        id_bytes, of_others, own_recent, lengths, words, key_places, entries, entry_count, full,
        size, among,
    ) = query.sent.row()  # fmt: skip
    ids = _column(id_bytes, ">i8")
    shared = _column(entries, ">i8")
    at = np.searchsorted(ids, shared)
    # Drop keys of entries that have expired or were over the limit: these have no row.
    is_present = np.array(at < len(ids))
    is_present[is_present] = ids[at[is_present]] == shared[is_present]
    return CandidateRows(
        hashes=query.hashes,
        ids=ids,
        of_others=_column(of_others, "?"),
        own_recent=_column(own_recent, "?"),
        owners=np.repeat(np.arange(len(ids)), _column(lengths, ">i4") // ROW),
        rows=np.frombuffer(words or b"", np.uint64).reshape(-1, WORDS),
        sharing=(_column(key_places, ">i4")[is_present] - 1, at[is_present]),
        full=frozenset(full) - query.days,
        is_cut=entry_count >= query.most,
        size=max(size, 0),
        common=counting.found(among),
    )


def _column(data: bytes | None, dtype: str) -> NDArray[Any]:
    column = np.frombuffer(data or b"", dtype)
    return column.astype(column.dtype.newbyteorder("="))


def load_candidates(
    targets: Sequence[Target], columns: CandidateRows, plausible: NDArray[np.bool_]
) -> Met:
    """Load the plausible entries of other units, each with the keys that it shares."""
    theirs = plausible & columns.of_others
    keys = columns.keys(columns.own_recent | theirs)
    own = {
        int(columns.ids[index]): keys[index]
        for index in np.flatnonzero(columns.own_recent).tolist()
    }
    index_of = {int(columns.ids[index]): index for index in np.flatnonzero(theirs).tolist()}
    others: list[Candidate] = []
    common = columns.common
    if index_of:
        near = {
            key for target in targets for key, number in target.query_keys.items() if number == NEAR
        }
        parameters = [array(columns.ids[columns.sharers(near)].tolist()), array(index_of)]
        with pipelined():
            entries = send(THOSE, parameters)
            frequencies = counting.ask(columns.rows[theirs[columns.owners]])
        for row in entries.rows():
            index = index_of[row[0]]
            others.append(_candidate(row, columns.rows[columns.owners == index], keys[index]))
        common = common.with_more(counting.found(*frequencies.row()))
    return Met(others, own, columns.full, columns.size, columns.is_cut, common)


def _candidate(row: tuple[Any, ...], rows: NDArray[np.uint64], keys: frozenset[int]) -> Candidate:
    number, unit, officer, is_silent, ocg_ref, registered_at, content = row
    return Candidate(
        number, unit, officer, is_silent, ocg_ref, registered_at, rows.tobytes(),
        json.loads(content) if content else None, keys,
    )  # fmt: skip
