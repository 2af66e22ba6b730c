"""Screen the entries of a search by their keys and rows, before anything else is read of them.

A search returns hundreds of entries as columns. Only the few plausible ones are loaded in full.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.targets.target import NEAR, Target
from broadhurst_linkage.encoding.rows import in_other_script
from broadhurst_linkage.matcher import BANDS, LEAST_ACROSS, Band, Matcher, rows_of
from broadhurst_linkage.scoring.frequencies import FrequencyOverrides

Rows = NDArray[np.uint64]
Mask = NDArray[np.bool_]
# The least weight of any band. An entry below it is dropped before anything else is read of it, so
# that the time of a check does not show whether somebody similar is in the store.
LEAST = math.log2(BANDS[Band.REVIEW] / (1 - BANDS[Band.REVIEW]))


@dataclass(frozen=True)
class SearchColumns:
    """The result of a search, as columns: entries, their encoded rows, and the keys they share.

    `ids`, `of_others` and `is_recent` have one element for each entry. `is_recent` marks those
    that the officer made in the last day. `owners` has one element for each row of `rows`: the
    index in `ids` of its entry. `sharing` pairs an index in `hashes` with an index in `ids`. `full`
    holds the keys that too many entries share. `is_cut` is true if the limit was reached, so there
    may be more. `size` estimates the number of entries in the store. `common` holds the targets'
    names that are more frequent in the store than in the population.
    """

    hashes: Sequence[int]
    ids: NDArray[np.int64]
    of_others: Mask
    is_recent: Mask
    owners: NDArray[np.int64]
    rows: Rows
    sharing: tuple[NDArray[np.int64], NDArray[np.int64]]
    full: frozenset[int]
    is_cut: bool
    size: int
    common: FrequencyOverrides

    def sharers(self, keys: Collection[int]) -> Mask:
        """Return a mask of the entries that share one of the keys."""
        mask = np.zeros(len(self.ids), np.bool_)
        wanted = np.array([key in keys for key in self.hashes], np.bool_)
        key_indices, entries = self.sharing
        mask[entries[wanted[key_indices]]] = True
        return mask

    def keys_of(self, mask: Mask) -> dict[int, frozenset[int]]:
        """Return the shared keys of the entries in a mask, by the entry's id."""
        keys: dict[int, set[int]] = {index: set() for index in np.flatnonzero(mask).tolist()}
        key_indices, entries = self.sharing
        wanted = mask[entries]
        for key, index in zip(key_indices[wanted].tolist(), entries[wanted].tolist(), strict=True):
            keys[index].add(self.hashes[key])
        return {int(self.ids[index]): frozenset(shared) for index, shared in keys.items()}


@dataclass(frozen=True)
class Screened:
    """The plausible entries of other units, and the officer's own recent ones, by their ids.

    `keys` and `recent` hold the keys that an entry shares, `rows` its encoded rows. `near` lists
    the entries that share a key of nearly equal values.
    """

    keys: Mapping[int, frozenset[int]]
    rows: Mapping[int, bytes]
    near: Sequence[int]
    recent: Mapping[int, frozenset[int]]


def screen(targets: Sequence[Target], columns: SearchColumns) -> Screened:
    """Return the entries that may match a target: few of hundreds.

    An entry is plausible if it shares a key that counts by itself, or if its rows weigh enough.
    """
    near = columns.sharers(
        {key for target in targets for key, rule in target.query_keys.items() if rule == NEAR}
    )
    exact = columns.sharers({key for target in targets for key in (*target.exact, *target.weak)})
    plausible = (near | exact | _similar(targets, columns)) & columns.of_others
    return Screened(
        keys=columns.keys_of(plausible),
        rows={
            int(columns.ids[index]): columns.rows[columns.owners == index].tobytes()
            for index in np.flatnonzero(plausible).tolist()
        },
        near=columns.ids[near].tolist(),
        recent=columns.keys_of(columns.is_recent),
    )


def _similar(targets: Sequence[Target], columns: SearchColumns) -> Mask:
    """Return a mask of the entries with a row that weighs enough to be scored."""
    similar = np.zeros(len(columns.ids), np.bool_)
    everyone = np.ones(len(columns.ids), np.bool_)
    matcher = Matcher.default().within(columns.size)
    for target in targets:
        sharers = columns.sharers(target.key_hashes) if len(targets) > 1 else everyone
        of_sharers = sharers[columns.owners]
        if not (target.feature_vectors and of_sharers.any()):
            continue
        # Adjusting the name frequencies of one side is enough, because both share the name.
        mine = columns.common.apply(rows_of(target.feature_vectors))
        theirs = columns.rows[of_sharers]
        weights = np.max([matcher.weights(row, theirs) for row in mine], axis=0)
        is_cross_script = in_other_script(theirs) | in_other_script(mine).any()
        is_similar = weights >= np.where(is_cross_script, LEAST_ACROSS, LEAST)
        similar[columns.owners[of_sharers][is_similar]] = True
    return similar


def targets_with_only_common_keys(
    targets: Sequence[Target], columns: SearchColumns
) -> list[Target]:
    """Return the targets that share nothing with any entry except keys that too many share.

    A second search then includes those keys.
    """
    return [
        target for target in targets
        if not (target.exact or columns.full.isdisjoint(target.query_keys))
        and not columns.sharers(target.key_hashes).any()
    ]  # fmt: skip
