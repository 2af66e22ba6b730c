"""Rows in memory by their keys: what a register of millions is checked against and linked by."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, keys_of
from broadhurst_linkage.blocking.postings import (
    HIGH,
    LOW,
    MANY,
    Starts,
    keys_of_rows,
    postings_of,
)
from broadhurst_linkage.blocking.rules import (
    FEW,
    FEW_OF_A_DAY,
    FEWER,
    LESS,
    BlockingRule,
)
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each

CAP = 1000
Words = NDArray[np.uint64]


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
    which = distinct(begins, ends, telling(begins, ends, kinds), postings)
    weights_of = np.empty(which.size)
    levels_of = np.empty((which.size, COMPARED), np.int8)
    weigh_each(query, rows, which, weights, usual, prior, weights_of, levels_of)
    good = np.flatnonzero(weights_of >= cut)
    return which[good], weights_of[good], levels_of[good], which.size, common


@njit(cache=True)
def telling(
    begins: NDArray[np.int64], ends: NDArray[np.int64], kinds: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Of each key, whether who shares it alone is worth a look."""
    tells = np.empty(begins.size, np.bool_)
    for k in range(begins.size):
        tells[k] = ends[k] - begins[k] <= (FEWER if kinds[k] in LESS else FEW)
    return tells


@njit(cache=True)
def distinct(
    begins: NDArray[np.int64], ends: NDArray[np.int64], tells: NDArray[np.bool_], postings: Words
) -> NDArray[np.int64]:
    """The rows, each once, that share a key which tells enough by itself, or two keys."""
    most = (ends - begins).sum()
    size = 64
    while size < 2 * most:
        size *= 2
    seen = np.zeros(size, np.uint32)
    is_in = np.zeros(size, np.bool_)
    which = np.empty(most, np.int64)
    count = 0
    for k in range(begins.size):
        for at in range(begins[k], ends[k]):
            row = postings[at] & LOW
            place, is_new = _placed(seen, row)
            if (tells[k] or not is_new) and not is_in[place]:
                is_in[place] = True
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
        is_full = at > begins[k] and postings[at - 1] & LOW == MANY
        if kinds[k] == BlockingRule.DAY:
            if is_full or at - begins[k] > FEW_OF_A_DAY:
                ends[k] = begins[k]
        elif is_full:
            ends[k] = begins[k]
            common[count] = kinds[k]
            count += 1
    return begins, ends, common[:count]


@njit(cache=True)
def _placed(seen: NDArray[np.uint32], row: np.uint64) -> tuple[np.int64, bool]:
    """The place of a row in a set by open addressing; whether it was not there before."""
    mask = seen.size - 1
    mark = np.uint32(row + np.uint64(1))
    at = np.int64(row * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) & mask
    while seen[at] != 0:
        if seen[at] == mark:
            return at, False
        at = (at + 1) & mask
    seen[at] = mark
    return at, True
