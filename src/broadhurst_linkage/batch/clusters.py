"""Group records of one person from pairs, without chains of single pairs.

Two groups merge if their strongest pair and the average of all pairs between them weigh enough. So
two families that share one doubtful record stay separate. The average includes pairs that share
no key.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.batch.pairs import Pairs
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh
from broadhurst_linkage.scoring.second_stage import SHAPE, Stage

STRONGEST = 1.0  # the lowest weight of a pair that merges two groups
AVERAGE = -3.0  # the lowest average weight of all pairs between them
MOST = 20.0  # the most that one pair counts, so one shared phone number cannot outweigh the rest
LARGEST = 200  # records of one group
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


def clusters(
    pairs: Pairs, rows: Words, model: Model, prior: float, second: Stage | None = None
) -> Numbers:
    """Return the lowest row of each row's group. Pairs of a tie keep their order."""
    tables = second.tables if second else np.zeros(SHAPE)
    strong = np.flatnonzero(pairs.weights >= STRONGEST)
    order = strong[np.argsort(-pairs.weights[strong], kind="stable")]
    groups: Numbers = _merge(
        pairs.left[order], pairs.right[order], rows, model.weights, model.usual, prior, tables
    )
    return groups


@njit(cache=True)
def _merge(
    left: Numbers, right: Numbers, rows: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    tables: NDArray[np.float64],
) -> Numbers:  # fmt: skip
    """Merge groups, stored as linked lists of rows, and return each row's group."""
    group = np.arange(len(rows))
    following = np.full(len(rows), -1)
    last = np.arange(len(rows))
    size = np.ones(len(rows), np.int64)
    for pair in range(left.size):
        a, b = group[left[pair]], group[right[pair]]
        if a == b or size[a] + size[b] > LARGEST:
            continue
        if size[a] + size[b] > 2:
            average = _average(a, b, following, rows, weights, usual, prior, tables)
            if average < AVERAGE:
                continue
        if b < a:
            a, b = b, a
        following[last[a]] = b
        last[a] = last[b]
        size[a] += size[b]
        while b >= 0:
            group[b] = a
            b = following[b]
    return group


@njit(cache=True)
def _average(
    a: int, b: int, following: Numbers, rows: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    tables: NDArray[np.float64],
) -> float:  # fmt: skip
    """Return the mean weight of the pairs between two groups."""
    levels = np.empty(COMPARED, np.int8)
    total, count = 0.0, 0
    while a >= 0:
        other = b
        while other >= 0:
            weight = weigh(rows[a], rows[other], levels, weights, usual, prior)
            total += min(MOST, weight + _correction(levels, tables))
            count += 1
            other = following[other]
        a = following[a]
    return total / count


@njit(cache=True)
def _correction(levels: NDArray[np.int8], tables: NDArray[np.float64]) -> float:
    """Return the correction of the second stage, without its calibration."""
    total, place = 0.0, 0
    for first in range(COMPARED):
        for second in range(first + 1, COMPARED):
            total += tables[place, np.uint64(levels[first]), np.uint64(levels[second])]
            place += 1
    return total
