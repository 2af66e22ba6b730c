"""All pairs of a register that share a key, weighed, each once and without sorting them.

Two rows that share several keys meet at the smallest of them: a merge of their two lists says
whether this is it, which costs less than remembering the pairs.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine.index import (
    DEAD,
    HIGH,
    LOW,
    MANY,
    keys_of_rows,
    postings_of,
)
from broadhurst.capabilities.deconfliction.engine.keys import Secret
from broadhurst.capabilities.deconfliction.engine.model import Model
from broadhurst.capabilities.deconfliction.engine.score import COMPARED, gather, weigh
from broadhurst.capabilities.deconfliction.engine.threads import cores, in_parts

CAP = 300
CUT = -6.0  # a pair that weighs less is not kept
Words = NDArray[np.uint64]


class Pairs(NamedTuple):
    """Pairs of rows, the lower number left."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    weighed: int  # how many were compared


def all_pairs(
    rows: Words, secret: Secret, model: Model, prior: float, *, cap: int = CAP, cut: float = CUT
) -> Pairs:
    """The pairs that share a key of at most `cap` rows and weigh `cut` or more, in no order."""
    keys = keys_of_rows(rows, secret)
    starts, postings = postings_of(keys, cap)
    live = _live(*keys)

    def some(low: int, high: int) -> Pairs:
        return Pairs(
            *_pairs(
                low, high, starts, postings, rows, keys.ends, live, keys.keys, cap,
                model.weights, model.usual, prior, cut,
            )
        )  # fmt: skip

    found = in_parts(some, len(starts) - 1, 16 * cores())
    return Pairs(
        left=np.concatenate([part.left for part in found]),
        right=np.concatenate([part.right for part in found]),
        weights=np.concatenate([part.weights for part in found]),
        levels=np.concatenate([part.levels for part in found]),
        weighed=sum(part.weighed for part in found),
    )


@njit(cache=True, nogil=True)
def _live(ends: NDArray[np.int64], keys: Words) -> NDArray[np.int64]:
    """Sort each row's keys, the dead ones last; say where the live ones end."""
    live = np.empty(ends.size - 1, np.int64)
    for i in range(ends.size - 1):
        own = keys[ends[i] : ends[i + 1]]
        own.sort()
        live[i] = ends[i] + np.searchsorted(own, DEAD)
    return live


@njit(cache=True, nogil=True)
def _pairs(
    low: int, high: int, starts: NDArray[np.uint32], postings: Words, rows: Words,
    ends: NDArray[np.int64], live: NDArray[np.int64], keys: Words, cap: int,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float, cut: float,
) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int8], int
]:  # fmt: skip
    """The pairs of the buckets from low to high."""
    near = np.empty((cap, rows.shape[1]), np.uint64)
    which = np.empty(cap, np.int64)
    before = np.empty(cap, np.int64)
    room, found, weighed = 1 << 16, 0, 0
    left, right = np.empty(room, np.int64), np.empty(room, np.int64)
    out = np.empty(room)
    levels = np.empty((room, COMPARED), np.int8)
    at, end = int(starts[low]), int(starts[high])
    while at < end:
        count = _run(postings, at, end, which)
        if count > 1:
            gather(rows, which, 0, count, near)
            _earlier(postings[at], which[:count], ends, live, keys, before)
        for i in range(count):
            if found + count > room:
                left, right = _longer(left, room), _longer(right, room)
                out, levels = _longer(out, room), _longer(levels, room)
                room *= 2
            for j in range(i + 1, count):
                if _met(keys, ends[which[i]], before[i], ends[which[j]], before[j]):
                    continue
                weighed += 1
                weight = weigh(near[i], near[j], levels[found], weights, usual, prior)
                if weight >= cut:
                    left[found], right[found], out[found] = which[i], which[j], weight
                    found += 1
        at += max(1, count)
    return left[:found], right[:found], out[:found], levels[:found], weighed


@njit(cache=True)
def _run(postings: Words, at: int, end: int, which: NDArray[np.int64]) -> int:
    """Put the rows of the key of a posting into `which`; how many, 0 if they are too many."""
    tag = postings[at] >> HIGH
    count = 0
    while at < end and postings[at] >> HIGH == tag and postings[at] & LOW != MANY:
        # Two buckets may follow each other with the same tag.
        if count == which.size or (count and np.int64(postings[at] & LOW) <= which[count - 1]):
            break
        which[count] = np.int64(postings[at] & LOW)
        count += 1
        at += 1
    return count


@njit(cache=True)
def _earlier(
    posting: np.uint64, which: NDArray[np.int64], ends: NDArray[np.int64],
    live: NDArray[np.int64], keys: Words, before: NDArray[np.int64],
) -> None:  # fmt: skip
    """Where, in the keys of each row of a run, the run's own key stands."""
    tag = posting >> HIGH
    for i in range(which.size):
        at = ends[which[i]]
        while at < live[which[i]] and keys[at] & LOW != tag:
            at += 1
        before[i] = at


@njit(cache=True)
def _met(keys: Words, a: int, end_a: int, b: int, end_b: int) -> bool:
    """Whether two rows have met already: a key in both sorted lists, before the run's own."""
    while a < end_a and b < end_b:
        if keys[a] == keys[b]:
            return True
        if keys[a] < keys[b]:
            a += 1
        else:
            b += 1
    return False


@njit(cache=True)
def _longer(array: np.ndarray, room: int) -> np.ndarray:
    """The array with room for twice as many."""
    longer = np.empty((2 * room, *array.shape[1:]), array.dtype)
    longer[:room] = array
    return longer
