"""The match weight of two rows as in Splink, in compiled code."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rarity, rows
from broadhurst_linkage.scoring.comparisons import (
    ADDRESS_ALIKE,
    BORN_AGREES,
    COMPARISONS,
    FIRST,
    MIDDLE_ALIKE,
    NAMES,
)
from broadhurst_linkage.scoring.levels import (
    address_level,
    born_level,
    phone_level,
    sex_level,
    vehicle_level,
)
from broadhurst_linkage.scoring.name_levels import first_level, middle_level, surname_level

COMPARED = len(COMPARISONS)
NAMED = len(NAMES)
FIRST_DIFFERS, MIDDLES_ALIKE = len(FIRST.levels), len(MIDDLE_ALIKE)
ADDRESSES_ALIKE = len(ADDRESS_ALIKE)
BLOCK = 64  # rows copied side by side at a time
STEPS = float(rarity.STEPS)  # of rarity, for each doubling
LAST = np.uint64(255)
Words = NDArray[np.uint64]


@njit(cache=True)
def frequency(q: Words, r: Words, place: np.uint64) -> float:
    """Return -log2 of the commoner name's share; rarities are at bit `place`."""
    a = q[rows.TOWN] >> place & LAST
    b = r[rows.TOWN] >> place & LAST
    return float(min(a, b)) / STEPS


@njit(cache=True)
def weigh(
    q: Words, r: Words, levels: NDArray[np.int8],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
) -> float:  # fmt: skip
    """Return the match weight (log2 of the odds), and fill in the levels.

    `weights` has a row for each comparison and a column for each level. `usual` is described in
    `model.Model`.
    """
    first, middle, born = first_level(q, r), middle_level(q, r), born_level(q, r)
    address = address_level(q, r)
    if first == FIRST_DIFFERS and not 1 <= born <= BORN_AGREES:
        # The conditions of level 0 in `comparisons.py`.
        middle = 0 if middle <= MIDDLES_ALIKE else middle
        address = 0 if address <= ADDRESSES_ALIKE else address
    all_levels = (
        first, middle, surname_level(q, r), sex_level(q, r),
        born, address, phone_level(q, r), vehicle_level(q, r),
    )  # fmt: skip
    weight = prior
    for i in range(NAMED):
        rare = usual[i, np.uint64(all_levels[i])]
        if rare[0] != 0.0:
            weight += rare[0] * frequency(q, r, np.uint64(rare[2])) + rare[1]
    for i in range(COMPARED):
        levels[i] = all_levels[i]
        weight += weights[i, np.uint64(all_levels[i])]
    return weight


@njit(cache=True)
def gather(
    register: Words, candidates: NDArray[np.int64], low: int, high: int, block: Words
) -> None:
    """Copy rows side by side, which lets memory fetch many at once."""
    for i in range(low, high):
        row = candidates[i]
        for word in range(rows.WORDS):
            block[i - low, word] = register[row, word]


@njit(cache=True, nogil=True)
def weigh_each(
    q: Words, register: Words, candidates: NDArray[np.int64],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    out: NDArray[np.float64], out_levels: NDArray[np.int8],
) -> None:  # fmt: skip
    """Weigh one row against candidate rows; fill in weights and levels."""
    block = np.empty((BLOCK, rows.WORDS), np.uint64)
    for low in range(0, candidates.size, BLOCK):
        high = min(candidates.size, low + BLOCK)
        gather(register, candidates, low, high, block)
        for i in range(low, high):
            out[i] = weigh(q, block[i - low], out_levels[i], weights, usual, prior)


@njit(cache=True, nogil=True)
def weigh_pairs(
    register: Words, left: NDArray[np.int64], right: NDArray[np.int64],
    weights: NDArray[np.float64], usual: NDArray[np.float64], prior: float,
    out: NDArray[np.float64], out_levels: NDArray[np.int8],
) -> None:  # fmt: skip
    """Weigh pairs of rows of a register; fill in their weights and levels."""
    block = np.empty((2 * BLOCK, rows.WORDS), np.uint64)
    for low in range(0, left.size, BLOCK):
        high = min(left.size, low + BLOCK)
        gather(register, left, low, high, block[:BLOCK])
        gather(register, right, low, high, block[BLOCK:])
        for i in range(low, high):
            q, r = block[i - low], block[BLOCK + i - low]
            out[i] = weigh(q, r, out_levels[i], weights, usual, prior)
