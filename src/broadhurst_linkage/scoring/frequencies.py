"""Names as common as they are in a register itself, where that is commoner than in the population.

The tables of the population (`rarity`) know few names of some origins, and a register may have
more of a name than any census. Its own counts alone would not do: a register of suspects is not the
population, and what is common there must not look rare. So the commoner of the two counts.
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
NOBODY = 1e-9  # others with a name that one person alone has
# What a store counts: names of so many people at least, in entries of so many units, where so many
# entries have a name at all: fewer would tell of a family, a case or a unit.
COMMON, UNITS, LEAST = 20, 3, 1_000
Words = NDArray[np.uint64]
Name = tuple[int, int]  # which of `FREQUENT` it is, and its number in a row


# Of each name: its word in a row, how far it is moved to be a number, and where its rarity stands.
WHERE = np.array(
    [
        (word, HIGH if name.endswith("_skeleton") else 0, RARITIES[name])
        for name, word in FREQUENT.items()
    ],
    np.uint64,
)


@dataclass(frozen=True)
class FrequencyOverrides:
    """Names that a store was found to have more of than the population, in steps of rarity."""

    steps: Mapping[Name, int] = field(default_factory=dict)

    def with_more(self, more: "FrequencyOverrides") -> "FrequencyOverrides":
        """Together with others of the same store."""
        return FrequencyOverrides({**self.steps, **more.steps})

    def apply(self, rows: Words) -> Words:
        """The rows, with each of these names as common as it is in the store."""
        if not self.steps:
            return rows
        made = rows.copy()
        _put_each(made, *self._in_order)
        return made

    @cached_property
    def _in_order(self) -> tuple[NDArray[np.int64], Words, Words]:
        """Where those of each name begin, their numbers from the lowest, and their steps."""
        each = sorted(self.steps.items())
        begins = np.searchsorted([name for (name, _), _ in each], np.arange(len(WHERE) + 1))
        numbers = np.array([number for (_, number), _ in each], np.uint64)
        return begins, numbers, np.array([steps for _, steps in each], np.uint64)


@njit(cache=True, nogil=True)
def _put_each(rows: Words, begins: NDArray[np.int64], numbers: Words, steps: Words) -> None:
    """Make each name of some rows as common as was found, unless it is commoner, or not there."""
    for name in range(WHERE.shape[0]):
        word, half, place = WHERE[name]
        found = numbers[begins[name] : begins[name + 1]]
        for i in range(rows.shape[0] if found.size else 0):
            number = rows[i, word] >> half
            at = np.searchsorted(found, number)
            if at < found.size and found[at] == number:
                before = rows[i, TOWN] >> place & LAST
                after = min(before, steps[begins[name] + at])
                rows[i, TOWN] = rows[i, TOWN] & ~(LAST << place) | after << place


NO_OVERRIDES = FrequencyOverrides()  # a store that has no more of any name than the population


def names_of(rows: Words) -> set[Name]:
    """Each name of some rows, and each sound."""
    each = enumerate(_names_in(rows))
    return {(place, value) for place, (_, values) in each for value in values.tolist() if value}


def counted(rows: Words, others: float = 0.0, least: int = 1) -> Words:
    """The rows, with each name at least as common as it is among other people of the register.

    `others` is how many records there are, beside one's own, of one person on average. These are
    left out of the count. What fewer than `least` have is as common as in the population.
    """
    made = rows.copy()
    for name, values in _names_in(rows):
        _, at, many = np.unique(values, return_inverse=True, return_counts=True)
        steps = steps_of(many, max(1, int(np.count_nonzero(values))), others)
        _put(made, name, np.where(many >= least, steps, LAST)[at])
    return made


def steps_of(many: NDArray[np.int64], known: int, others: float = 0.0) -> Words:
    """How rare names are, of so many records each, of all that have a name, in steps of `rarity`.

    One's own record is left out, and so is what may be chance: one standard deviation.
    """
    share = np.maximum(many - (1 + others) - np.sqrt(many), NOBODY) / known
    steps: Words = np.clip(np.round(-STEPS * np.log2(share)), 1, LARGEST).astype(np.uint64)
    return steps


def _names_in(rows: Words) -> Iterator[tuple[str, Words]]:
    for name, word in FREQUENT.items():
        yield name, rows[:, word] >> HIGH if name.endswith("_skeleton") else rows[:, word]


def _put(rows: Words, name: str, steps: Words) -> None:
    """Make a name of each row as common as that, unless it is commoner, or not there at all."""
    place = np.uint64(RARITIES[name])
    before = rows[:, TOWN] >> place & LAST
    rows[:, TOWN] = rows[:, TOWN] & ~(LAST << place) | np.minimum(before, steps) << place
