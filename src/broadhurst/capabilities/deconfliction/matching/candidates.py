"""Step 1 of a check: lock the targets' keys, and find the entries that share one."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching import sql
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.screening import (
    SearchColumns,
    screen,
    targets_with_only_common_keys,
)
from broadhurst.capabilities.deconfliction.matching.stages import (
    Candidate,
    Candidates,
    CheckContext,
    OwnEntries,
)
from broadhurst.capabilities.deconfliction.rules.rate_limits import FISHING_WINDOW
from broadhurst.capabilities.deconfliction.targets.target import NEAR, Target
from broadhurst.foundation import clock
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import Sent, pipelined, send
from broadhurst_linkage.blocking.rules import FEW, FEW_OF_A_DAY, FEWER, LESS, BlockingRule
from broadhurst_linkage.encoding.rows import WORDS
from broadhurst_linkage.matcher import rows_of
from broadhurst_linkage.scoring.frequencies import FrequencyOverrides, names_of

ROW = 8 * WORDS  # bytes
# Each check shares this lock. A run that wrote without locks takes it alone for an instant.
STORE = 0x73746F7265
# A transaction that needs more locks than this takes the lock on the whole store instead.
MOST_LOCKS = 512
# Candidates a loose key may bring. A key with more is skipped if the target has other keys.
MOST_A_KEY = 300
MOST_AN_EXACT_KEY = 500
MOST_CANDIDATES = 3000


@dataclass(frozen=True)
class _Search:
    """A search that was sent, with its keys and the most entries that it returns.

    `days` are keys of a date of birth alone: skipping one of these is not reported.
    """

    hashes: list[int]
    days: frozenset[int]
    most: int
    sent: Sent


def find_candidates(batch: EntryBatch) -> Candidates:
    """Return the entries that share a key with a target, and lock the keys until the commit.

    When two units enter the same or similar targets at once, the second therefore waits for the
    first to commit, and then finds its entry. The locks and the search take one round trip: the
    database runs pipelined statements in order, so the search sees what the locks guard.
    """
    with pipelined():
        lock_keys(batch.keys)
        own_search = _send_own(batch)
        search = _send_search(batch.context, batch.targets)
        batch.prepare()  # while the database searches
        candidates = _read_candidates(batch.context, batch.targets, search)
        return replace(candidates, own_entries=_read_own(own_search))


def find_without_locks(context: CheckContext, targets: Sequence[Target]) -> Candidates:
    """Return the candidates for targets that are already entered, as a bulk check needs them."""
    with pipelined():
        send(f"SELECT {sql.BY_INDEX}")
        return _read_candidates(context, targets, _send_search(context, targets))


def find_own(batch: EntryBatch) -> OwnEntries:
    """Return the unit's own entries of the targets, without searching for those of others."""
    return _read_own(_send_own(batch))


def common_names(rows: NDArray[np.uint64]) -> FrequencyOverrides:
    """Return the names in encoded rows that are more frequent in the store than elsewhere."""
    return _frequencies(*send(sql.COMMON_NAMES, _names(rows), binary=True).row())


def lock_keys(hashes: Collection[int]) -> None:
    """Lock keys until the transaction ends, in ascending order so that checks cannot deadlock."""
    if len(hashes) > MOST_LOCKS:
        send(sql.LOCK_STORE, [STORE])
    else:
        send(sql.LOCK_KEYS, [STORE, array(sorted(hashes))])


def wait_for_checks() -> None:
    """Wait until the checks under way have ended.

    A bulk check writes entries without locks, so a check under way may miss them. The bulk check
    calls this after its commit, and then searches. Checks that begin later find its entries.
    """
    with transaction.atomic():
        send("SELECT pg_advisory_xact_lock(%s)", [STORE]).rows()


def _send_own(batch: EntryBatch) -> Sent:
    own_keys = np.array([own_key for own_key, _ in batch.payload.by_own], np.int64)
    return send(sql.OWN_ENTRIES, [np.sort(own_keys), batch.context.unit.pk, clock.now()])


def _read_own(query: Sent) -> OwnEntries:
    rows = query.rows()
    existing = {key: entry for key, entry, _ in rows if entry}
    return OwnEntries(existing, {key: new for key, _, new in rows if new})


def _send_search(
    context: CheckContext, targets: Sequence[Target], *, even_full: bool = False
) -> _Search:
    """Send the search for entries that share a key with a target.

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
    names = _names(rows_of([row for target in targets for row in target.feature_vectors]))
    most, now = MOST_CANDIDATES * max(len(targets), 1), clock.now()
    parameters = [
        array(hashes), array(caps), array(few_enough), array(never_skipped), len(exact), most,
        context.unit.pk, context.unit.pk, context.officer.pk if context.officer else None,
        now - FISHING_WINDOW, now, *names,
    ]  # fmt: skip
    return _Search(hashes, days, most, send(sql.SHARING, parameters, binary=True))


def _read_candidates(
    context: CheckContext, targets: Sequence[Target], search: _Search
) -> Candidates:
    """Load the plausible candidates, and search again for targets with only common keys."""
    columns = _read_columns(search)
    candidates = _load(targets, columns)
    if common_only := targets_with_only_common_keys(targets, columns):
        again = _send_search(context, common_only, even_full=True)
        candidates = candidates.with_more(_load(common_only, _read_columns(again)))
    return candidates


def _read_columns(search: _Search) -> SearchColumns:
    """Wait for a search, and return its columns."""
    (
        id_bytes, of_others, is_recent, lengths, words, key_places, entries, entry_count, full,
        size, among,
    ) = search.sent.row()  # fmt: skip
    ids = _column(id_bytes, ">i8")
    shared = _column(entries, ">i8")
    at = np.searchsorted(ids, shared)
    # Drop keys of entries that have expired or were over the limit: these have no row.
    is_present = np.array(at < len(ids))
    is_present[is_present] = ids[at[is_present]] == shared[is_present]
    return SearchColumns(
        hashes=search.hashes,
        ids=ids,
        of_others=_column(of_others, "?"),
        is_recent=_column(is_recent, "?"),
        owners=np.repeat(np.arange(len(ids)), _column(lengths, ">i4") // ROW),
        rows=np.frombuffer(words or b"", np.uint64).reshape(-1, WORDS),
        sharing=(_column(key_places, ">i4")[is_present] - 1, at[is_present]),
        full=frozenset(full) - search.days,
        is_cut=entry_count >= search.most,
        size=max(size, 0),
        common=_frequencies(among),
    )


def _column(data: bytes | None, dtype: str) -> NDArray[Any]:
    column = np.frombuffer(data or b"", dtype)
    return column.astype(column.dtype.newbyteorder("="))


def _load(targets: Sequence[Target], columns: SearchColumns) -> Candidates:
    """Load the plausible entries of other units, each with the keys that it shares."""
    screened = screen(targets, columns)
    candidates: list[Candidate] = []
    common = columns.common
    if screened.keys:
        with pipelined():
            entries = send(sql.CANDIDATES, [array(screened.near), array(screened.keys)])
            names = _names(rows_of([*screened.rows.values()]))
            frequencies = send(sql.COMMON_NAMES, names, binary=True)
        for pk, unit, officer, is_silent, ocg_ref, registered_at, content in entries.rows():
            candidates.append(Candidate(
                pk, unit, officer, is_silent, ocg_ref, registered_at, screened.rows[pk],
                json.loads(content) if content else None, screened.keys[pk],
            ))  # fmt: skip
        common = common.with_more(_frequencies(*frequencies.row()))
    return Candidates(
        targets, candidates, screened.recent, columns.full, columns.size, columns.is_cut, common
    )


def _names(rows: NDArray[np.uint64]) -> Sequence[str]:
    """Return the parameters of `COMMON_NAMES`: the kind and the number of each name in the rows."""
    names = names_of(rows)
    return array(of_name for of_name, _ in names), array(word for _, word in names)


def _frequencies(among: bytes | None) -> FrequencyOverrides:
    """Decode the answer of `COMMON_NAMES`."""
    triples = np.frombuffer(among or b"", ">i8").reshape(-1, 3).tolist()
    return FrequencyOverrides({(of_name, word): steps for of_name, word, steps in triples})
