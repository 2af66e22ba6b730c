"""Frequencies of names that are commoner in a register than elsewhere.

The tables of the population (`rarity`) have few names of some origins, and a register may hold more
people of one name than any census. The register's own counts are not enough either, because a
register of suspects is not the population, and a common name must not look rare. So the higher
frequency counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding.rarity import LARGEST, STEPS
from broadhurst_linkage.encoding.rows import FREQUENT, HIGH, RARITIES, TOWN

LAST = np.uint64(LARGEST)
NOBODY = 1e-9  # the count of others with a name that only one person has
# A register counts a name only if at least COMMON people have it, in the entries of at least UNITS
# units, and LEAST entries have any name. Fewer could reveal a family, a case or a unit.
COMMON, UNITS, LEAST = 20, 3, 1_000
Words = NDArray[np.uint64]
Name = tuple[int, int]  # its index in `FREQUENT`, and its number in a row


# For each kind of name: its word in a row, the bit shift to its number, and that to its rarity.
WHERE = np.array(
    [
        (word, HIGH if name.endswith("_skeleton") else 0, RARITIES[name])
        for name, word in FREQUENT.items()
    ],
    np.uint64,
)


@dataclass(frozen=True)
class FrequencyOverrides:
    """The rarities of names that are commoner in the register than elsewhere."""

    steps: Mapping[Name, int] = field(default_factory=dict)

    def with_more(self, more: "FrequencyOverrides") -> "FrequencyOverrides":
        """Return these overrides together with others of the same register."""
        return FrequencyOverrides({**self.steps, **more.steps})

    def apply(self, rows: Words) -> Words:
        """Copy the rows with each listed name's frequency in this register."""
        if not self.steps:
            return rows
        changed = rows.copy()
        _override(changed, *self._in_order)
        return changed

    @cached_property
    def _in_order(self) -> tuple[NDArray[np.int64], Words, Words]:
        """Return where each kind of name begins, the sorted numbers, and their steps."""
        items = sorted(self.steps.items())
        begins = np.searchsorted([kind for (kind, _), _ in items], np.arange(len(WHERE) + 1))
        numbers = np.array([number for (_, number), _ in items], np.uint64)
        return begins, numbers, np.array([steps for _, steps in items], np.uint64)


@njit(cache=True, nogil=True)
def _override(rows: Words, begins: NDArray[np.int64], numbers: Words, steps: Words) -> None:
    """Lower the rarity of each listed name in the rows, unless it is lower already."""
    for kind in range(WHERE.shape[0]):
        word, shift, place = WHERE[kind]
        listed = numbers[begins[kind] : begins[kind + 1]]
        for i in range(rows.shape[0] if listed.size else 0):
            number = rows[i, word] >> shift
            at = np.searchsorted(listed, number)
            if at < listed.size and listed[at] == number:
                before = rows[i, TOWN] >> place & LAST
                after = min(before, steps[begins[kind] + at])
                rows[i, TOWN] = rows[i, TOWN] & ~(LAST << place) | after << place


NO_OVERRIDES = FrequencyOverrides()  # a register with no name commoner than in the population


def names_of(rows: Words) -> set[Name]:
    """Return every name and every sound in the rows."""
    return {
        (kind, value)
        for kind, (_, values) in enumerate(_names_in(rows))
        for value in values.tolist()
        if value
    }


def with_register_frequencies(rows: Words, others: float = 0.0, least: int = 1) -> Words:
    """Copy the rows with each name at least as common as in the register.

    `others` is the average number of other records of the same person, which are left out of the
    count. A name of fewer than `least` records keeps its frequency in the population.
    """
    changed = rows.copy()
    for name, values in _names_in(rows):
        _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
        steps = steps_of(counts, max(1, int(np.count_nonzero(values))), others)
        _lower_rarity(changed, name, np.where(counts >= least, steps, LAST)[at])
    return changed


def steps_of(counts: NDArray[np.int64], known: int, others: float = 0.0) -> Words:
    """Return the rarity of names in steps of `rarity`, from their counts of records.

    `known` is the number of records that have a name. The record itself is left out of each count,
    and so is one standard deviation, which may be chance.
    """
    share = np.maximum(counts - (1 + others) - np.sqrt(counts), NOBODY) / known
    steps: Words = np.clip(np.round(-STEPS * np.log2(share)), 1, LARGEST).astype(np.uint64)
    return steps


def _names_in(rows: Words) -> Iterator[tuple[str, Words]]:
    for name, word in FREQUENT.items():
        yield name, rows[:, word] >> HIGH if name.endswith("_skeleton") else rows[:, word]


def _lower_rarity(rows: Words, name: str, steps: Words) -> None:
    """Set the rarity of a kind of name in each row, unless it is lower already."""
    place = np.uint64(RARITIES[name])
    before = rows[:, TOWN] >> place & LAST
    rows[:, TOWN] = rows[:, TOWN] & ~(LAST << place) | np.minimum(before, steps) << place
