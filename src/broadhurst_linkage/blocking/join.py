"""Many rows against an index: the pairs that may be one person, in one call of compiled code."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.index import Index, distinct, ranges, telling
from broadhurst_linkage.blocking.keys import MOST, keys_of
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.threads import in_parts

NO_MARK = np.uint64(0)
AT_FIRST = 1024  # pairs that there is room for, to begin with
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """Which query and which row of the index make each pair; and the queries that share nothing
    with anybody but keys too common to look by."""

    queries: Numbers
    rows: Numbers
    common: Numbers


def likely_pairs(
    index: Index, queries: Words, secret: Secret, model: Model, cut: float, cut_across: float
) -> Pairs:
    """The pairs that weigh `cut` or more, or `cut_across` if one is read from another script."""

    def part(low: int, high: int) -> tuple[Numbers, Numbers, Numbers]:
        found: tuple[Numbers, Numbers, Numbers] = _pairs(
            queries, low, high, secret, index.starts, index.postings, index.rows,
            model.weights, model.usual, model.prior, cut, cut_across,
        )  # fmt: skip
        return found

    return Pairs(*map(np.concatenate, zip(*in_parts(part, len(queries)), strict=True)))


@njit(cache=True, nogil=True)
def _pairs(
    queries: Words, low: int, high: int, secret: Secret,
    starts: NDArray[np.uint32], postings: Words, register: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    cut: float, cut_across: float,
) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    keys, kinds = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
    pairs, count = np.empty((2, AT_FIRST), np.int64), 0
    common, commons = np.empty(high - low, np.int64), 0
    for i in range(low, high):
        query = queries[i]
        many = keys_of(query, secret, True, keys, kinds)
        begins, ends, skipped = ranges(keys[:many], kinds, starts, postings)
        which = distinct(begins, ends, telling(begins, ends, kinds), postings)
        weight = np.empty(which.size)
        levels = np.empty((which.size, COMPARED), np.int8)
        weigh_each(query, register, which, weights, usual, prior, weight, levels)
        if skipped.size and not which.size:
            common[commons] = i
            commons += 1
        for k in range(which.size):
            if weight[k] < cut_across:
                continue
            marks = (query[rows.STREET] | register[which[k], rows.STREET]) & rows.OTHER_SCRIPT
            if weight[k] >= cut or marks != NO_MARK:
                if count == pairs.shape[1]:
                    pairs = np.concatenate((pairs, np.empty_like(pairs)), axis=1)
                pairs[0, count], pairs[1, count] = i, which[k]
                count += 1
    return pairs[0, :count].copy(), pairs[1, :count].copy(), common[:commons]
