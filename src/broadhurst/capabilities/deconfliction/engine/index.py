"""Rows in memory by their keys: what a register of millions is checked against and linked by.

A posting is 32 bits of the key and the 32-bit number of the row, in buckets by the key's first
bits. A key that too many rows have is dropped when the index is built: one posting marks it, so
that a check can say what was too common to look for.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine.keys import MOST, Secret, keys_of
from broadhurst.capabilities.deconfliction.engine.model import Model
from broadhurst.capabilities.deconfliction.engine.score import COMPARED, weigh_each
from broadhurst.capabilities.deconfliction.engine.threads import cores, in_parts

CAP = 1000
MANY = np.uint64(0xFFFFFFFF)  # instead of a row: more rows than the cap have the key
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)
IN_A_BUCKET = 4  # postings, on average
CHUNK = 1 << 16  # rows whose keys are made at a time
DEAD = np.uint64((1 << 64) - 1)
Words = NDArray[np.uint64]
Starts = NDArray[np.uint32]


class Keys(NamedTuple):
    """The keys of each row of a register, one after another; row i's end at ends[i + 1]."""

    ends: NDArray[np.int64]
    keys: Words


class Found(NamedTuple):
    """Rows that share a key with a query and weigh enough, with their weights and levels."""

    rows: NDArray[np.int64]
    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    looked_at: int
    too_common: list[int]  # kinds of key


@dataclass(frozen=True, slots=True)
class Index:
    """Rows, and for each key which rows have it."""

    rows: Words
    starts: Starts  # of each bucket in the postings, and the end of the last
    postings: Words

    @property
    def bytes_a_record(self) -> float:
        """What it takes in memory, rows and keys."""
        parts = (self.rows, self.starts, self.postings)
        return sum(part.nbytes for part in parts) / max(1, len(self.rows))

    @classmethod
    def build(cls, rows: Words, secret: Secret, cap: int = CAP) -> "Index":
        """The index of a register."""
        return cls(rows, *postings_of(keys_of_rows(rows, secret), cap))

    def check(self, query: Words, secret: Secret, model: Model, prior: float, cut: float) -> Found:
        """The rows that share a key with the query and weigh `cut` or more, in no order."""
        keys, kinds = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
        count = keys_of(query, secret, True, keys, kinds)
        found, weights, levels, looked_at, common = _check(
            query, keys[:count], kinds, self.starts, self.postings, self.rows,
            model.weights, model.usual, prior, cut,
        )  # fmt: skip
        return Found(found, weights, levels, looked_at, common.tolist())

    def save(self, folder: Path) -> None:
        """Keep it as files, for `open`. The secret is not kept."""
        for name in cls_parts():
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """An index that was saved, read from its files as it is needed."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls_parts()))


def cls_parts() -> tuple[str, ...]:
    """The arrays that an index is made of."""
    return ("rows", "starts", "postings")


def keys_of_rows(rows: Words, secret: Secret) -> Keys:
    """The keys of every row."""
    counts = np.zeros(len(rows) + 1, np.int64)

    def make(low: int, high: int) -> Words:
        made = np.empty(MOST * (high - low), np.uint64)
        return made[: _make(rows, low, high, secret, made, counts)].copy()

    parts = max(1, -(-len(rows) // CHUNK))
    made = in_parts(make, len(rows), parts)
    return Keys(np.cumsum(counts), np.concatenate(made))


def postings_of(keys: Keys, cap: int) -> tuple[Starts, Words]:
    """Where each bucket begins, and the postings; those of common keys are one each.

    In `keys`, the common ones become DEAD.
    """
    bits = max(1, int(np.log2(max(2, keys.keys.size / IN_A_BUCKET))))
    starts = np.zeros((1 << bits) + 1, np.int64)
    postings = np.empty(keys.keys.size, np.uint64)
    in_parts(lambda low, high: _count(keys.keys, bits, low, high, starts), 1 << bits)
    np.cumsum(starts, out=starts)
    places = starts[:-1].copy()
    in_parts(lambda low, high: _place(*keys, bits, low, high, places, postings), 1 << bits)
    in_parts(lambda low, high: _sort(starts, low, high, postings), 1 << bits, 8 * cores())
    kept = _drop_common(starts, postings, cap, bits, *keys)
    return starts.astype(np.uint32), postings[:kept].copy()


@njit(cache=True, nogil=True)
def _make(
    rows: Words, low: int, high: int, secret: Secret, made: Words, counts: NDArray[np.int64]
) -> int:
    """The keys of some rows; counts[i + 1] becomes how many row i has. Says how many in all."""
    n = 0
    kinds = np.empty(MOST, np.uint8)
    for i in range(low, high):
        count = keys_of(rows[i], secret, False, made[n : n + MOST], kinds)
        made[n : n + count].sort()
        counts[i + 1] = count
        n += count
    return n


@njit(cache=True, nogil=True)
def _count(keys: Words, bits: int, low: int, high: int, starts: NDArray[np.int64]) -> None:
    """How many keys each bucket from low to high holds, one place further on."""
    shift = np.uint64(64 - bits)
    for key in keys:
        bucket = np.int64(key >> shift)
        if low <= bucket < high:
            starts[bucket + 1] += 1


@njit(cache=True, nogil=True)
def _place(
    ends: NDArray[np.int64], keys: Words, bits: int, low: int, high: int,
    places: NDArray[np.int64], postings: Words,
) -> None:  # fmt: skip
    """Put each key and the number of its row into its bucket, if that is from low to high."""
    shift = np.uint64(64 - bits)
    for i in range(ends.size - 1):
        for at in range(ends[i], ends[i + 1]):
            bucket = np.int64(keys[at] >> shift)
            if low <= bucket < high:
                postings[places[bucket]] = keys[at] << HIGH | np.uint64(i)
                places[bucket] += 1


@njit(cache=True, nogil=True)
def _sort(starts: NDArray[np.int64], low: int, high: int, postings: Words) -> None:
    """Sort the postings of each bucket from low to high."""
    for bucket in range(low, high):
        if starts[bucket + 1] - starts[bucket] > 1:
            postings[starts[bucket] : starts[bucket + 1]].sort()


@njit(cache=True, nogil=True)
def _drop_common(
    starts: NDArray[np.int64], postings: Words, cap: int, bits: int,
    ends: NDArray[np.int64], keys: Words,
) -> int:  # fmt: skip
    """Move the postings together, one for a key of more rows than the cap. Says how many stay."""
    kept = 0
    begin = starts[0]
    for bucket in range(starts.size - 1):
        end = starts[bucket + 1]
        starts[bucket] = kept
        at = begin
        while at < end:
            tag = postings[at] >> HIGH
            after = at + 1
            while after < end and postings[after] >> HIGH == tag:
                after += 1
            if after - at > cap:
                _kill(postings[at:after], np.uint64(bucket), bits, ends, keys)
                postings[kept] = tag << HIGH | MANY
                kept += 1
            else:
                for one in range(at, after):
                    postings[kept] = postings[one]
                    kept += 1
            at = after
        begin = end
    starts[-1] = kept
    return kept


@njit(cache=True, nogil=True)
def _kill(run: Words, bucket: np.uint64, bits: int, ends: NDArray[np.int64], keys: Words) -> None:
    """Take a common key from the keys of the rows that have it."""
    tag = run[0] >> HIGH
    for posting in run:
        i = np.int64(posting & LOW)
        for at in range(ends[i], ends[i + 1]):
            key = keys[at]
            if key & LOW == tag and key >> np.uint64(64 - bits) == bucket:
                keys[at] = DEAD


@njit(cache=True, nogil=True)
def _check(
    query: Words, keys: Words, kinds: NDArray[np.uint8], starts: Starts, postings: Words,
    rows: Words, weights: NDArray[np.float64], usual: NDArray[np.float64],
    prior: float, cut: float,
) -> tuple[
    NDArray[np.int64], NDArray[np.float64], NDArray[np.int8], int, NDArray[np.uint8]
]:  # fmt: skip
    """The rows of a query's keys that weigh enough; how many were weighed; what is too common."""
    begins, ends, common = ranges(keys, kinds, starts, postings)
    which = distinct(begins, ends, postings)
    weights_of = np.empty(which.size)
    levels_of = np.empty((which.size, COMPARED), np.int8)
    weigh_each(query, rows, which, weights, usual, prior, weights_of, levels_of)
    good = np.flatnonzero(weights_of >= cut)
    return which[good], weights_of[good], levels_of[good], which.size, common


@njit(cache=True)
def distinct(
    begins: NDArray[np.int64], ends: NDArray[np.int64], postings: Words
) -> NDArray[np.int64]:
    """The rows of all the keys, each once."""
    most = (ends - begins).sum()
    size = 64
    while size < 2 * most:
        size *= 2
    seen = np.zeros(size, np.uint32)
    which = np.empty(most, np.int64)
    count = 0
    for k in range(begins.size):
        for at in range(begins[k], ends[k]):
            row = postings[at] & LOW
            if _new(seen, row):
                which[count] = np.int64(row)
                count += 1
    return which[:count]


@njit(cache=True)
def ranges(
    keys: Words, kinds: NDArray[np.uint8], starts: Starts, postings: Words
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Where the postings of each key begin and end; the kinds of the keys that are too common."""
    bits = 0
    while (1 << bits) < starts.size - 1:
        bits += 1
    begins = np.zeros(keys.size, np.int64)
    ends = np.zeros(keys.size, np.int64)
    common = np.empty(keys.size, np.uint8)
    count = 0
    for k in range(keys.size):
        bucket = np.int64(keys[k] >> np.uint64(64 - bits))
        tag = keys[k] & LOW
        at, end = np.int64(starts[bucket]), np.int64(starts[bucket + 1])
        while at < end and postings[at] >> HIGH < tag:
            at += 1
        begins[k] = at
        while at < end and postings[at] >> HIGH == tag:
            at += 1
        ends[k] = at
        if at > begins[k] and postings[at - 1] & LOW == MANY:
            ends[k] = begins[k]
            common[count] = kinds[k]
            count += 1
    return begins, ends, common[:count]


@njit(cache=True)
def _new(seen: NDArray[np.uint32], row: np.uint64) -> bool:
    """Put a row into a set by open addressing; whether it was not there."""
    mask = seen.size - 1
    mark = np.uint32(row + np.uint64(1))
    at = np.int64(row * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) & mask
    while seen[at] != 0:
        if seen[at] == mark:
            return False
        at = (at + 1) & mask
    seen[at] = mark
    return True
