"""The weight of two rows from the levels of their likeness: what Splink computes, compiled."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rarity, rows
from broadhurst_linkage.scoring.comparisons import (
    BORN_AGREES,
    COMPARISONS,
    FIRST,
    MIDDLE_ALIKE,
    NAMES,
)
from broadhurst_linkage.scoring.levels import (
    address_level,
    born_level,
    first_level,
    middle_level,
    phone_level,
    sex_level,
    surname_level,
    vehicle_level,
)

COMPARED = len(COMPARISONS)
NAMED = len(NAMES)
FIRST_DIFFERS, MIDDLES_ALIKE = len(FIRST.levels), len(MIDDLE_ALIKE)
NEAR = 64  # rows that are brought side by side at a time
STEPS = float(rarity.STEPS)  # of rarity, to a doubling
LAST = np.uint64(255)
Words = NDArray[np.uint64]


@njit(cache=True)
def frequency(q: Words, r: Words, place: np.uint64) -> float:
    """-log2 of the larger share of the population that the two names have; their place in a row."""
    a = q[rows.TOWN] >> place & LAST
    b = r[rows.TOWN] >> place & LAST
    return float(min(a, b)) / STEPS


@njit(cache=True)
def weigh(
    q: Words, r: Words, levels: NDArray[np.int8],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
) -> float:  # fmt: skip
    """The match weight, log2 of the odds that two rows are one person; fills in the levels.

    `weights` has a row a comparison and a column a level. `usual` has for a level of the three
    names how much of its rarity counts, log2 of the level's u as much of which is in the weight
    already, and where in a row the rarity stands.
    """
    first, middle, born = first_level(q, r), middle_level(q, r), born_level(q, r)
    if first == FIRST_DIFFERS and middle <= MIDDLES_ALIKE and not 1 <= born <= BORN_AGREES:
        middle = 0  # as the condition of level 0 in `comparisons.py` says
    found = (
        first, middle, surname_level(q, r), sex_level(q, r),
        born, address_level(q, r), phone_level(q, r), vehicle_level(q, r),
    )  # fmt: skip
    weight = prior
    for i in range(NAMED):
        rare = usual[i, np.uint64(found[i])]
        if rare[0] != 0.0:
            weight += rare[0] * frequency(q, r, np.uint64(rare[2])) + rare[1]
    for i in range(COMPARED):
        levels[i] = found[i]
        weight += weights[i, np.uint64(found[i])]
    return weight


@njit(cache=True)
def gather(register: Words, which: NDArray[np.int64], low: int, high: int, near: Words) -> None:
    """Copy some rows side by side: the memory brings many at a time, if none waits for another."""
    for i in range(low, high):
        row = which[i]
        for word in range(rows.WORDS):
            near[i - low, word] = register[row, word]


@njit(cache=True, nogil=True)
def weigh_each(
    q: Words, register: Words, which: NDArray[np.int64],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    out: NDArray[np.float64], out_levels: NDArray[np.int8],
) -> None:  # fmt: skip
    """The weight and levels of one row against those of a register."""
    near = np.empty((NEAR, rows.WORDS), np.uint64)
    for low in range(0, which.size, NEAR):
        high = min(which.size, low + NEAR)
        gather(register, which, low, high, near)
        for i in range(low, high):
            out[i] = weigh(q, near[i - low], out_levels[i], weights, usual, prior)


@njit(cache=True, nogil=True)
def weigh_pairs(
    register: Words, left: NDArray[np.int64], right: NDArray[np.int64],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    out: NDArray[np.float64], out_levels: NDArray[np.int8],
) -> None:  # fmt: skip
    """The weight and levels of each of many pairs of a register."""
    near = np.empty((2 * NEAR, rows.WORDS), np.uint64)
    for low in range(0, left.size, NEAR):
        high = min(left.size, low + NEAR)
        gather(register, left, low, high, near[:NEAR])
        gather(register, right, low, high, near[NEAR:])
        for i in range(low, high):
            q, r = near[i - low], near[NEAR + i - low]
            out[i] = weigh(q, r, out_levels[i], weights, usual, prior)
