"""Weigh the pairs of a register that share a key.

Each row is compared with the rows after it. Two rows may share several keys, so a small set of the
rows already seen keeps each pair unique.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.index import candidate_rows, posting_ranges
from broadhurst_linkage.blocking.keys import MOST
from broadhurst_linkage.blocking.postings import (
    HIGH,
    LOW,
    Keys,
    Starts,
    keys_of_rows,
    postings_of,
)
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.scoring.second_stage import Stage
from broadhurst_linkage.threads import cores, in_parts

# A key of more rows is too weak. On a million made-up records, a cap of 50 loses one in a hundred
# of the pairs that weigh enough with a cap of 300, at a quarter of the work.
CAP = 50
SCATTER = np.uint64(0x9E3779B97F4A7C15)  # an odd multiplier that scatters consecutive numbers
Words = NDArray[np.uint64]


class Pairs(NamedTuple):
    """Pairs of rows, with the lower row number on the left."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    weighed: int  # how many were compared
    first: NDArray[np.float64]  # the weights before the second stage

    def above(self, cut: float) -> "Pairs":
        """Return the pairs that weigh `cut` or more, strongest first, then in row order."""
        rounded = np.round(self.weights, 6)  # the engines may differ in later digits
        kept = np.flatnonzero(rounded >= cut)
        order = kept[np.lexsort((self.right[kept], self.left[kept], -rounded[kept]))]
        return Pairs(
            self.left[order], self.right[order], rounded[order], self.levels[order], self.weighed,
            np.round(self.first[order], 6),
        )  # fmt: skip

    def weighed_again(self, second: Stage) -> "Pairs":
        """Return the pairs with the weights of the second stage, in the same order."""
        return self._replace(weights=second.weights(self.first, self.levels))


class SharedKeys(NamedTuple):
    """The keys of each row, without keys that are too common, and postings."""

    keys: Keys
    starts: Starts
    postings: Words


def all_pairs(
    rows: Words, secret: Secret, model: Model, prior: float, cut: float, cap: int = CAP
) -> Pairs:
    """Return pairs that share a key of up to `cap` rows and weigh `cut` or more."""
    return weighed_pairs(rows, shared_keys(rows, secret, cap), model, prior, cut)


def shared_keys(rows: Words, secret: Secret, cap: int = CAP) -> SharedKeys:
    """Return the keys of a register's rows, and the rows that have each key."""
    keys = keys_of_rows(rows, secret)
    return SharedKeys(keys, *postings_of(keys, cap))


def weighed_pairs(
    rows: Words, shared: SharedKeys, model: Model, prior: float, cut: float, every: int = 1
) -> Pairs:
    """Return the pairs that share a key and weigh `cut` or more, unsorted.

    With `every`, only one row in that many is compared with the rows after it, to sample the pairs
    of a large register. The sample depends on the row numbers only.
    """
    keys, starts, postings = shared

    def weigh_part(low: int, high: int) -> Pairs:
        left, right, weights, levels, weighed = _pairs(
            low, high, every, starts, postings, rows, keys.ends, keys.keys,
            model.weights, model.usual, prior, cut,
        )  # fmt: skip
        return Pairs(left, right, weights, levels, weighed, weights)

    parts = in_parts(weigh_part, len(rows), 16 * cores())
    return Pairs(
        left=np.concatenate([part.left for part in parts]),
        right=np.concatenate([part.right for part in parts]),
        weights=(weights := np.concatenate([part.weights for part in parts])),
        levels=np.concatenate([part.levels for part in parts]),
        weighed=sum(part.weighed for part in parts),
        first=weights,
    )


@njit(cache=True, nogil=True)
def _pairs(
    low: int, high: int, every: int, starts: Starts, postings: Words, rows: Words,
    ends: NDArray[np.int64], keys: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float, cut: float,
) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int8], int
]:  # fmt: skip
    """Return the pairs whose left row is from low to high and is in the sample."""
    rules = np.zeros(MOST, np.uint8)
    room, count, weighed = 1 << 12, 0, 0
    left, right, out = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
    levels = np.empty((room, COMPARED), np.int8)
    for i in range(low, high):
        if (np.uint64(i) * SCATTER >> HIGH) % np.uint64(every):
            continue
        begins, stops, _ = posting_ranges(keys[ends[i] : ends[i + 1]], rules, starts, postings)
        _skip_to_later_rows(i, begins, stops, postings)
        candidates = candidate_rows(begins, stops, np.ones(begins.size, np.bool_), postings)
        weighed += candidates.size
        while count + candidates.size > room:
            left, right = _doubled(left, room), _doubled(right, room)
            out, levels = _doubled(out, room), _doubled(levels, room)
            room *= 2
        weigh_each(rows[i], rows, candidates, weights, usual, prior, out[count:], levels[count:])
        first = count
        for at in range(candidates.size):
            if out[first + at] >= cut:
                left[count], right[count] = i, candidates[at]
                out[count] = out[first + at]
                levels[count] = levels[first + at]
                count += 1
    return left[:count], right[:count], out[:count], levels[:count], weighed


@njit(cache=True)
def _skip_to_later_rows(
    row: int, begins: NDArray[np.int64], stops: NDArray[np.int64], postings: Words
) -> None:
    """Move the start of each range of postings, sorted by row, past the row."""
    for k in range(begins.size):
        at = begins[k]
        while at < stops[k] and np.int64(postings[at] & LOW) <= row:
            at += 1
        begins[k] = at


@njit(cache=True)
def _doubled(array: np.ndarray, room: int) -> np.ndarray:
    """Copy the array into one of twice the size."""
    doubled = np.empty((2 * room, *array.shape[1:]), array.dtype)
    doubled[:room] = array
    return doubled
