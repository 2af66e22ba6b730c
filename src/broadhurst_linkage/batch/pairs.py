"""All pairs of a register that share a key, weighed: each row against the rows behind it.

Two rows may share several keys; a small set of those that were met already keeps each pair single.
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

# A key that more rows have says too little: of a million made-up records, 50 keep all but one in a
# hundred of the pairs that 300 keep and weigh enough, at a quarter of the work.
CAP = 50
SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd: what it makes of numbers in a row is in no order
Words = NDArray[np.uint64]


class Pairs(NamedTuple):
    """Pairs of rows, the lower number left."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    weighed: int  # how many were compared
    first: NDArray[np.float64]  # the weights before a second stage

    def above(self, cut: float) -> "Pairs":
        """Those that weigh that much, strongest first; equal weights in the order of the rows."""
        rounded = np.round(self.weights, 6)  # the engines may differ beyond that
        good = np.flatnonzero(rounded >= cut)
        order = good[np.lexsort((self.right[good], self.left[good], -rounded[good]))]
        return Pairs(
            self.left[order], self.right[order], rounded[order], self.levels[order], self.weighed,
            np.round(self.first[order], 6),
        )  # fmt: skip

    def weighed_again(self, second: Stage) -> "Pairs":
        """The pairs with the weights of the second stage, in the same order."""
        return self._replace(weights=second.weights(self.first, self.levels))


class Shared(NamedTuple):
    """The keys of each row, without those that too many have; and the postings of each key."""

    keys: Keys
    starts: Starts
    postings: Words


def all_pairs(
    rows: Words, secret: Secret, model: Model, prior: float, cut: float, cap: int = CAP
) -> Pairs:
    """The pairs that share a key of at most `cap` rows and weigh `cut` or more, in no order."""
    return weighed_pairs(rows, shared_keys(rows, secret, cap), model, prior, cut)


def shared_keys(rows: Words, secret: Secret, cap: int = CAP) -> Shared:
    """The keys of a register's rows, and which rows have each."""
    keys = keys_of_rows(rows, secret)
    return Shared(keys, *postings_of(keys, cap))


def weighed_pairs(
    rows: Words, shared: Shared, model: Model, prior: float, cut: float, every: int = 1
) -> Pairs:
    """The pairs that share a key and weigh `cut` or more, in no order.

    Of one row in so many alone, with those behind it, to see some of a large register's pairs: rows
    drawn by their number, whatever their order.
    """
    keys, starts, postings = shared

    def some(low: int, high: int) -> Pairs:
        left, right, weights, levels, weighed = _pairs(
            low, high, every, starts, postings, rows, keys.ends, keys.keys,
            model.weights, model.usual, prior, cut,
        )  # fmt: skip
        return Pairs(left, right, weights, levels, weighed, weights)

    found = in_parts(some, len(rows), 16 * cores())
    return Pairs(
        left=np.concatenate([part.left for part in found]),
        right=np.concatenate([part.right for part in found]),
        weights=(weights := np.concatenate([part.weights for part in found])),
        levels=np.concatenate([part.levels for part in found]),
        weighed=sum(part.weighed for part in found),
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
    """The pairs whose left row is from low to high, and is drawn."""
    kinds = np.zeros(MOST, np.uint8)
    room, found, weighed = 1 << 12, 0, 0
    left, right, out = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
    levels = np.empty((room, COMPARED), np.int8)
    for i in range(low, high):
        if (np.uint64(i) * SCATTER >> HIGH) % np.uint64(every):
            continue
        begins, stops, _ = posting_ranges(keys[ends[i] : ends[i + 1]], kinds, starts, postings)
        _behind(i, begins, stops, postings)
        which = candidate_rows(begins, stops, np.ones(begins.size, np.bool_), postings)
        weighed += which.size
        while found + which.size > room:
            left, right = _longer(left, room), _longer(right, room)
            out, levels = _longer(out, room), _longer(levels, room)
            room *= 2
        weigh_each(rows[i], rows, which, weights, usual, prior, out[found:], levels[found:])
        first = found
        for at in range(which.size):
            if out[first + at] >= cut:
                left[found], right[found] = i, which[at]
                out[found] = out[first + at]
                levels[found] = levels[first + at]
                found += 1
    return left[:found], right[:found], out[:found], levels[:found], weighed


@njit(cache=True)
def _behind(row: int, begins: NDArray[np.int64], stops: NDArray[np.int64], postings: Words) -> None:
    """Let each range of postings, sorted by row, begin behind the row."""
    for k in range(begins.size):
        at = begins[k]
        while at < stops[k] and np.int64(postings[at] & LOW) <= row:
            at += 1
        begins[k] = at


@njit(cache=True)
def _longer(array: np.ndarray, room: int) -> np.ndarray:
    """The array with room for twice as many."""
    longer = np.empty((2 * room, *array.shape[1:]), array.dtype)
    longer[:room] = array
    return longer
