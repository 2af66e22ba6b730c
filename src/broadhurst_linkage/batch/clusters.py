"""Pairs as groups of records of one person, without the chains that single pairs would make.

Two groups become one where the strongest pair between them weighs enough and all pairs between
them do on average: two families that share one doubtful record stay apart. Pairs that share no
key are weighed for it too.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.batch.pairs import Pairs
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.score import COMPARED, weigh
from broadhurst_linkage.scoring.second_stage import SHAPE, Stage

STRONGEST = 1.0  # the least weight of the pair that joins two groups
AVERAGE = -3.0  # the least weight of all pairs between them, on average
MOST = 20.0  # what one pair counts at most: a shared telephone does not outweigh all the rest
LARGEST = 200  # records of one group
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


def clusters(
    pairs: Pairs, rows: Words, model: Model, prior: float, second: Stage | None = None
) -> Numbers:
    """For each row the lowest row of its group; pairs of one weight are taken in their order."""
    tables = second.tables if second else np.zeros(SHAPE)
    good = np.flatnonzero(pairs.weights >= STRONGEST)
    order = good[np.argsort(-pairs.weights[good], kind="stable")]
    found: Numbers = _joined(
        pairs.left[order], pairs.right[order], rows, model.weights, model.usual, prior, tables
    )
    return found


@njit(cache=True)
def _joined(
    left: Numbers, right: Numbers, rows: Words,
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    tables: NDArray[np.float64],
) -> Numbers:  # fmt: skip
    """The groups as lists: of each row the next of its group, of each first row the last one."""
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
    """The mean weight of the pairs between two groups."""
    levels = np.empty(COMPARED, np.int8)
    total, count = 0.0, 0
    while a >= 0:
        other = b
        while other >= 0:
            weight = weigh(rows[a], rows[other], levels, weights, usual, prior)
            total += min(MOST, weight + _together(levels, tables))
            count += 1
            other = following[other]
        a = following[a]
    return total / count


@njit(cache=True)
def _together(levels: NDArray[np.int8], tables: NDArray[np.float64]) -> float:
    """What the second stage adds, before it is read: see calibrate.stage."""
    total, place = 0.0, 0
    for one in range(COMPARED):
        for other in range(one + 1, COMPARED):
            total += tables[place, np.uint64(levels[one]), np.uint64(levels[other])]
            place += 1
    return total
