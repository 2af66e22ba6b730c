"""An in-memory index of millions of rows by their blocking keys."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.blocking.postings import (
    HIGH,
    LOW,
    TOO_MANY,
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


class CheckResult(NamedTuple):
    """Candidates that weigh enough, with their weights and levels."""

    rows: NDArray[np.int64]
    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    compared: int
    too_common: list[int]  # numbers of blocking rules


@dataclass(frozen=True, slots=True)
class Index:
    """Rows, and the numbers of the rows that have each key."""

    rows: Words
    starts: Starts  # of each bucket in the postings; the last is the end
    postings: Words

    @property
    def bytes_a_record(self) -> float:
        """The memory of a record in bytes: its row and its keys."""
        parts = (self.rows, self.starts, self.postings)
        return sum(part.nbytes for part in parts) / max(1, len(self.rows))

    @classmethod
    def build(cls, rows: Words, secret: Secret, cap: int = CAP) -> "Index":
        """Build the index of a register."""
        return cls(rows, *postings_of(keys_of_rows(rows, secret), cap))

    def check(
        self, query: Words, secret: Secret, model: Model, prior: float, cut: float
    ) -> CheckResult:
        """Return the rows that share a key and weigh `cut` or more, unsorted."""
        keys, rules = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
        count = fill_keys(query, secret, True, keys, rules)
        candidates, weights, levels, compared, common = _check(
            query, keys[:count], rules, self.starts, self.postings, self.rows,
            model.weights, model.usual, prior, cut,
        )  # fmt: skip
        return CheckResult(candidates, weights, levels, compared, common.tolist())

    def save(self, folder: Path) -> None:
        """Save the arrays as files, for `open`. The secret is not saved."""
        for name in array_names():
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open a saved index. Its files are read only as they are needed."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in array_names()))


def array_names() -> tuple[str, ...]:
    """Return the names of the arrays that an index is made of."""
    return ("rows", "starts", "postings")


@njit(cache=True, nogil=True)
def _check(
    query: Words, keys: Words, rules: NDArray[np.uint8], starts: Starts, postings: Words,
    rows: Words, weights: NDArray[np.float64], usual: NDArray[np.float64],
    prior: float, cut: float,
) -> tuple[
    NDArray[np.int64], NDArray[np.float64], NDArray[np.int8], int, NDArray[np.uint8]
]:  # fmt: skip
    """Return candidates that weigh enough, the number weighed, and common rules."""
    begins, ends, common = posting_ranges(keys, rules, starts, postings)
    candidates = candidate_rows(begins, ends, selective_keys(begins, ends, rules), postings)
    weights_of = np.empty(candidates.size)
    levels_of = np.empty((candidates.size, COMPARED), np.int8)
    weigh_each(query, rows, candidates, weights, usual, prior, weights_of, levels_of)
    good = np.flatnonzero(weights_of >= cut)
    return candidates[good], weights_of[good], levels_of[good], candidates.size, common


@njit(cache=True)
def selective_keys(
    begins: NDArray[np.int64], ends: NDArray[np.int64], rules: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Say for each key whether a record that shares this key alone is a candidate."""
    is_selective = np.empty(begins.size, np.bool_)
    for k in range(begins.size):
        is_selective[k] = ends[k] - begins[k] <= (FEWER if rules[k] in LESS else FEW)
    return is_selective


@njit(cache=True)
def candidate_rows(
    begins: NDArray[np.int64], ends: NDArray[np.int64],
    is_selective: NDArray[np.bool_], postings: Words,
) -> NDArray[np.int64]:  # fmt: skip
    """Return each row once that shares one selective key, or two keys of any kind."""
    most = (ends - begins).sum()
    size = 64
    while size < 2 * most:
        size *= 2
    seen = np.zeros(size, np.uint32)
    is_in = np.zeros(size, np.bool_)
    candidates = np.empty(most, np.int64)
    count = 0
    for k in range(begins.size):
        for at in range(begins[k], ends[k]):
            row = postings[at] & LOW
            place, is_new = _insert(seen, row)
            if (is_selective[k] or not is_new) and not is_in[place]:
                is_in[place] = True
                candidates[count] = np.int64(row)
                count += 1
    return candidates[:count]


@njit(cache=True)
def posting_ranges(
    keys: Words, rules: NDArray[np.uint8], starts: Starts, postings: Words
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Return the range of each key's postings, and the rules of common keys."""
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
        is_full = at > begins[k] and postings[at - 1] & LOW == TOO_MANY
        if rules[k] == BlockingRule.DAY:
            if is_full or at - begins[k] > FEW_OF_A_DAY:
                ends[k] = begins[k]
        elif is_full:
            ends[k] = begins[k]
            common[count] = rules[k]
            count += 1
    return begins, ends, common[:count]


@njit(cache=True)
def _insert(seen: NDArray[np.uint32], row: np.uint64) -> tuple[np.int64, bool]:
    """Insert a row into a hash set; return its place and whether it is new."""
    mask = seen.size - 1
    mark = np.uint32(row + np.uint64(1))
    at = np.int64(row * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) & mask
    while seen[at] != 0:
        if seen[at] == mark:
            return at, False
        at = (at + 1) & mask
    seen[at] = mark
    return at, True
