"""Who shares a key with a target: hundreds are read as columns, and few are worth a look.

For the matcher alone, past the wall: `find` in `matching` says why.
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
from broadhurst.foundation.database.prepared import array, pipelined, send
from broadhurst.foundation.sending import Sent
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

# A key's entries are read from its index alone, up to its cap; then each entry once, all of them in
# one pass over the index of entries; those that share an exact key, which are asked for first,
# before those that share most. An entry that shares one key alone, and that key with more than a
# few others, is left out (`broadhurst_linkage.blocking.rules.FEW`). Each column comes as one
# array, because one row for each entry would take longer to send and read than to find.
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
class Asked:
    """A look that was sent, with the keys that it asked for and the most entries that it finds.

    That too many share one of `days` is not said.
    """

    hashes: list[int]
    days: frozenset[int]
    most: int
    sent: Sent


@dataclass(frozen=True)
class Looked:
    """What a look found: entries by their numbers, the rows of all of them, and who shares what.

    `owners` says of each row whose it is, as a place among `ids`; `sharing` pairs a place among
    `hashes` with one among `ids`. `lately` are the asking officer's own of the last day. `is_cut`
    says that as many were found as are looked at, so that there may be more. `common` are those of
    the names asked about of which the store has more than the population.
    """

    hashes: list[int]
    ids: NDArray[np.int64]
    of_others: NDArray[np.bool_]
    lately: NDArray[np.bool_]
    owners: NDArray[np.int64]
    rows: NDArray[np.uint64]
    sharing: tuple[NDArray[np.int64], NDArray[np.int64]]
    full: frozenset[int]
    is_cut: bool
    size: int
    common: FrequencyOverrides

    def sharers(self, keys: Collection[int]) -> NDArray[np.bool_]:
        """Of each entry, whether it shares one of some keys."""
        found = np.zeros(len(self.ids), np.bool_)
        wanted = np.array([key in keys for key in self.hashes], np.bool_)
        places, entries = self.sharing
        found[entries[wanted[places]]] = True
        return found

    def keys(self, of: NDArray[np.bool_]) -> dict[int, frozenset[int]]:
        """The keys that some of the entries share, by their places: few are asked for."""
        keys: dict[int, set[int]] = {place: set() for place in np.flatnonzero(of).tolist()}
        places, entries = self.sharing
        wanted = of[entries]
        for place, entry in zip(places[wanted].tolist(), entries[wanted].tolist(), strict=True):
            keys[entry].add(self.hashes[place])
        return {place: frozenset(shared) for place, shared in keys.items()}


def look(
    asker: Asker, targets: Sequence[Target], now: datetime, *, even_full: bool = False
) -> Asked:
    """Ask who shares a key with a target."""
    exact = {key for target in targets for key in target.exact}
    loose = {key for target in targets for key in (*target.asked, *target.weak)} - exact
    hashes = [*exact, *loose]
    numbers = {key: number for one in targets for key, number in one.asked.items()}
    days = frozenset(key for key, number in numbers.items() if number == BlockingRule.DAY)
    caps = [MOST_AN_EXACT_KEY] * len(exact)
    caps += [FEW_OF_A_DAY if key in days else MOST_A_KEY for key in loose]
    # Loose keys that tell too little by themselves.
    few = {
        key: FEWER if number in LESS else FEW
        for key, number in numbers.items()
        if number != NEAR and not even_full
    }
    telling = [few.get(key, cap + 1) for key, cap in zip(hashes, caps, strict=True)]
    always = hashes if even_full else exact
    named = rows_of([row for one in targets for row in one.rows])
    most = MOST_CANDIDATES * max(len(targets), 1)
    given = [
        array(hashes), array(caps), array(telling), array(always), len(exact), most,
        asker.unit.pk, asker.unit.pk, asker.officer.pk if asker.officer else None,
        now - FISHING_WINDOW, now, *counting.asked(named),
    ]  # fmt: skip
    return Asked(hashes, days, most, send(LOOK, given, binary=True))


def looked(asked: Asked) -> Looked:
    """What a look found."""
    ids, of_others, lately, lengths, words, places, entries, those, full, size, among = (
        asked.sent.row()
    )
    found = _column(ids, ">i8")
    shared = _column(entries, ">i8")
    at = np.searchsorted(found, shared)
    # What has expired, and what was one too many, is shared and not found.
    there = np.array(at < len(found))
    there[there] = found[at[there]] == shared[there]
    return Looked(
        hashes=asked.hashes,
        ids=found,
        of_others=_column(of_others, "?"),
        lately=_column(lately, "?"),
        owners=np.repeat(np.arange(len(found)), _column(lengths, ">i4") // ROW),
        rows=np.frombuffer(words or b"", np.uint64).reshape(-1, WORDS),
        sharing=(_column(places, ">i4")[there] - 1, at[there]),
        full=frozenset(full) - asked.days,
        is_cut=those >= asked.most,
        size=max(size, 0),
        common=counting.found(among),
    )


def _column(sent: bytes | None, kind: str) -> NDArray[Any]:
    column = np.frombuffer(sent or b"", kind)
    return column.astype(column.dtype.newbyteorder("="))


def met(targets: Sequence[Target], found: Looked, worth: NDArray[np.bool_]) -> Met:
    """The entries of others that are worth a look, with what is known of each."""
    theirs = worth & found.of_others
    keys = found.keys(found.lately | theirs)
    own = {int(found.ids[place]): keys[place] for place in np.flatnonzero(found.lately).tolist()}
    at = {int(found.ids[place]): place for place in np.flatnonzero(theirs).tolist()}
    others: list[Candidate] = []
    common = found.common
    if at:
        near = {key for one in targets for key, number in one.asked.items() if number == NEAR}
        given = [array(found.ids[found.sharers(near)].tolist()), array(at)]
        with pipelined():
            those = send(THOSE, given)
            asked = counting.ask(found.rows[theirs[found.owners]])
        for row in those.rows():
            place = at[row[0]]
            others.append(_candidate(row, found.rows[found.owners == place], keys[place]))
        common = common.with_more(counting.found(*asked.row()))
    return Met(others, own, found.full, found.size, found.is_cut, common)


def _candidate(row: tuple[Any, ...], rows: NDArray[np.uint64], keys: frozenset[int]) -> Candidate:
    number, unit, officer, is_silent, ocg_ref, registered_at, content = row
    return Candidate(
        number, unit, officer, is_silent, ocg_ref, registered_at, rows.tobytes(),
        json.loads(content) if content else None, keys,
    )  # fmt: skip
