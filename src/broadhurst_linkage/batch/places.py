"""How often two records of a register agree in address, phone number and vehicle.

The model expects a country, where two random records seldom share a street. A register of one town
has whole families, and there the same house says little. So the register's own frequencies count,
as those of names do (`scoring/frequencies.py`). An agreement never becomes rarer than in the model.
"""

import json
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.scoring.comparisons import COMPARISONS, MOST_LEVELS
from broadhurst_linkage.scoring.levels import address_level, phone_level, vehicle_level
from broadhurst_linkage.scoring.model import Model, probability, read

SAMPLED_PAIRS = 1_000_000  # enough for agreements of one pair in 10,000; rarer ones are counted
SEED = 1
# Pairs of one person are left out so many times, because some share no key and are not expected.
LEFT_OUT = 2.0
NAMES = tuple(comparison.name for comparison in COMPARISONS)
PLACES = tuple(map(NAMES.index, ("address", "phone", "vehicle")))
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)
INWARD = np.uint64(255)  # the last character of a full postcode
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]  # a row for each of PLACES, a column for each level


class Agreements(NamedTuple):
    """The pairs of rows at each level, and for each of PLACES those that are known."""

    counts: Shares
    known: NDArray[np.float64]


def agreements(rows: Words) -> Agreements:
    """Count the pairs of rows at each level: rare levels exactly, and common ones by a sample."""
    pairs = len(rows) * (len(rows) - 1) / 2
    left, right = np.random.default_rng(SEED).integers(0, len(rows), (2, SAMPLED_PAIRS))
    two = left != right
    counts = _levels_of(rows, left[two], right[two]) * (pairs / np.count_nonzero(two))
    counts[:, 0] = 0.0  # not known on one side
    known = counts.sum(axis=1)
    address, phone, vehicle = counts
    door, postcode = rows[:, row_words.DOOR], rows[:, row_words.POSTCODE]
    house, town = door & LOW, rows[:, row_words.TOWN] & row_words.TOWN_BITS
    is_full = postcode & INWARD != 0
    address[1] = _pairs_sharing(is_full & (house != 0), postcode, house)
    address[3] = _pairs_sharing(is_full, postcode) - address[1]
    is_house = (house != 0) & (door >> HIGH != 0) & (town != 0)
    address[2] = _pairs_sharing(is_house, door, town) - _pairs_sharing(
        is_house & is_full, door, town, postcode
    )
    for level, word in ((phone, row_words.PHONE), (vehicle, row_words.VEHICLE)):
        level[1] = _pairs_sharing(rows[:, word] != 0, rows[:, word])
    return Agreements(counts, known)


def _pairs_sharing(known: NDArray[np.bool_], *columns: Words) -> float:
    """Return how many pairs of the known rows have equal values in all columns."""
    values = np.stack([column[known] for column in columns], axis=1)
    if not len(values):
        return 0.0
    values = values[np.lexsort(values.T)]
    begins = np.any(values[1:] != values[:-1], axis=1)
    counts = np.diff(np.flatnonzero(np.concatenate(([True], begins, [True])))).astype(np.float64)
    return float((counts * (counts - 1) / 2).sum())


@njit(cache=True)
def _levels_of(rows: Words, left: Numbers, right: Numbers) -> Shares:
    """Count the levels of pairs of rows."""
    counts = np.zeros((3, MOST_LEVELS))
    for pair in range(left.size):
        q, r = rows[left[pair]], rows[right[pair]]
        counts[0, address_level(q, r)] += 1
        counts[1, phone_level(q, r)] += 1
        counts[2, vehicle_level(q, r)] += 1
    return counts


def learnt(model: Model, agreed: Agreements, same: Shares) -> Shares:
    """Return the shares of pairs of two people at each level of PLACES.

    `same` are the expected pairs of one person, which are left out. So is one standard deviation,
    which may be chance.
    """
    u, m = shares_of(model, "u"), shares_of(model, "m")
    apparent = np.maximum(0.0, agreed.counts - LEFT_OUT * same - np.sqrt(agreed.counts))
    apparent /= np.maximum(agreed.known, 1.0)[:, None]
    made = np.maximum(u, apparent)
    for row, place in enumerate(PLACES):
        last = len(COMPARISONS[place].levels)
        # A difference never counts for a match.
        made[row, last] = min(u[row, last], max(m[row, last], 1.0 - apparent[row, 1:last].sum()))
    return made


def same_of(levels: NDArray[np.int8], probabilities: NDArray[np.float64]) -> Shares:
    """Return the expected pairs of one person at each level of PLACES."""
    return np.array([np.bincount(levels[:, place], probabilities, MOST_LEVELS) for place in PLACES])


def added(before: Shares, after: Shares, levels: NDArray[np.int8]) -> NDArray[np.float64]:
    """Return what other shares of random pairs add to the weight of each pair."""
    bits = np.log2(before / after)
    total: NDArray[np.float64] = np.sum(
        [bits[row, levels[:, place]] for row, place in enumerate(PLACES)], axis=0
    )
    return total


def shares_of(model: Model, letter: str) -> Shares:
    """Return the m or the u of each level of PLACES; 1 where there is no level."""
    shares = np.ones((len(PLACES), MOST_LEVELS))
    for row, place in enumerate(PLACES):
        for level, saved in enumerate(_levels(model.settings, place), 1):
            shares[row, level] = probability(saved, letter)
    return shares


def with_u(model: Model, u: Shares) -> Model:
    """Return the model with other shares of random pairs at each level of PLACES."""
    settings = json.loads(json.dumps(model.settings))
    for row, place in enumerate(PLACES):
        for level, saved in enumerate(_levels(settings, place), 1):
            saved["u_probability"] = float(u[row, level])
    return read(settings)


def _levels(settings: dict[str, Any], place: int) -> list[dict[str, Any]]:
    """Return the saved levels of a comparison, without "not known"."""
    levels: list[dict[str, Any]] = settings["comparisons"][place]["comparison_levels"][1:]
    return levels
