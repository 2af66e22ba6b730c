"""Join many rows with an index to find the pairs that may be one person."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.index import Index, candidate_rows, posting_ranges, selective_keys
from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.threads import in_parts

NO_MARK = np.uint64(0)
INITIAL_CAPACITY = 1024  # pairs
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of a query and a row of the index, by their numbers.

    `common` lists the queries whose only shared keys are too common to search by.
    """

    queries: Numbers
    rows: Numbers
    common: Numbers


def likely_pairs(
    index: Index, queries: Words, secret: Secret, model: Model, cut: float, cut_across: float
) -> Pairs:
    """Return the pairs that weigh `cut` or more.

    If a name of the pair was read from another script, `cut_across` applies instead.
    """

    def join_part(low: int, high: int) -> tuple[Numbers, Numbers, Numbers]:
        pairs: tuple[Numbers, Numbers, Numbers] = _pairs(
            queries, low, high, secret, index.starts, index.postings, index.rows,
            model.weights, model.usual, model.prior, cut, cut_across,
        )  # fmt: skip
        return pairs

    return Pairs(*map(np.concatenate, zip(*in_parts(join_part, len(queries)), strict=True)))


@njit(cache=True, nogil=True)
def _pairs(
    queries: Words, low: int, high: int, secret: Secret,
    starts: NDArray[np.uint32], postings: Words, register: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    cut: float, cut_across: float,
) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    keys, rules = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
    pairs, count = np.empty((2, INITIAL_CAPACITY), np.int64), 0
    common, common_count = np.empty(high - low, np.int64), 0
    for i in range(low, high):
        query = queries[i]
        key_count = fill_keys(query, secret, True, keys, rules)
        begins, ends, skipped = posting_ranges(keys[:key_count], rules, starts, postings)
        candidates = candidate_rows(begins, ends, selective_keys(begins, ends, rules), postings)
        pair_weights = np.empty(candidates.size)
        levels = np.empty((candidates.size, COMPARED), np.int8)
        weigh_each(query, register, candidates, weights, usual, prior, pair_weights, levels)
        if skipped.size and not candidates.size:
            common[common_count] = i
            common_count += 1
        for k in range(candidates.size):
            if pair_weights[k] < cut_across:
                continue
            marks = (query[rows.STREET] | register[candidates[k], rows.STREET]) & rows.OTHER_SCRIPT
            if pair_weights[k] >= cut or marks != NO_MARK:
                if count == pairs.shape[1]:
                    pairs = np.concatenate((pairs, np.empty_like(pairs)), axis=1)
                pairs[0, count], pairs[1, count] = i, candidates[k]
                count += 1
    return pairs[0, :count].copy(), pairs[1, :count].copy(), common[:common_count]
