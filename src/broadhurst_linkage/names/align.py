"""Evidence in bits that two spellings are one name, from tables of sound.

The evidence sums over every alignment of the letter groups of the two spellings (`sounds`).
"""

from functools import cache, lru_cache
from typing import Any, NamedTuple

import numba
import numpy as np

from broadhurst_linkage.names.parse import Word
from broadhurst_linkage.names.sounds import SCRIPTS, sounds

SHAPES = np.array([(1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)])
# Probability of a pair of letters that no table has: a typing error or an extra letter.
SLIP = 2.0**-23
UNSEEN_BITS = 7.0  # Cost of a letter that the background never has after the one before.


class Table(NamedTuple):
    """A table of sound: the index of each letter group, and probabilities."""

    groups: tuple[dict[str, int], dict[str, int]]
    p: Any


@cache
def table(script: str) -> Table:
    """Return the table of a script against Latin; "latin" is Latin against Latin."""
    groups = sounds(script).groups
    right_groups = ("", *(group for row in groups.values() for group in row))
    left = {group: n for n, group in enumerate(dict.fromkeys(("", *groups)))}
    right = {group: n for n, group in enumerate(dict.fromkeys(right_groups))}
    p = np.zeros((len(left) + 1, len(right) + 1))
    for group, row in groups.items():
        for other, value in row.items():
            p[left[group], right[other]] = 2.0**-value
    return Table((left, right), p)


def evidence(a: Word, b: Word) -> float:
    """Return the bits (log2 likelihood ratio) that two words are one name. Symmetric."""
    if a.script == b.script or not {a.script, b.script} & SCRIPTS:
        return bits("latin", *sorted((a.latin, b.latin)))
    both = [bits(x.script, x.written, y.latin) for x, y in ((a, b), (b, a)) if x.script in SCRIPTS]
    return max(both)


@lru_cache(maxsize=65536)
def bits(script: str, written: str, latin: str) -> float:
    """Return the evidence from the table of one script, in bits."""
    x, y = _group_indexes(script, 0, written), _group_indexes(script, 1, latin)
    return (
        float(np.log2(joint(x, y, table(script).p, SHAPES, SLIP)))
        + by_chance(script, 0, written)
        + by_chance(script, 1, latin)
    )


@lru_cache(maxsize=65536)
def by_chance(script: str, side: int, word: str) -> float:
    """Return how improbable the spelling itself is, in bits, letter after letter."""
    background = sounds(script).background[side]
    pairs = zip(f"^{word}", f"{word}$", strict=True)
    return sum(background.get(a, {}).get(b, UNSEEN_BITS) for a, b in pairs)


@lru_cache(maxsize=65536)
def _group_indexes(script: str, side: int, word: str) -> Any:
    """Return the group index for each position and group length.

    The value is -1 past the end of the word, and the last index for an unknown group.
    """
    index_of = table(script).groups[side]
    indexes = np.full((len(word) + 1, 4), -1, np.int32)
    for start in range(len(word) + 1):
        for length in range(min(3, len(word) - start) + 1):
            indexes[start, length] = index_of.get(word[start : start + length], len(index_of))
    return indexes


@numba.njit(cache=True)
def joint(x: Any, y: Any, p: Any, shapes: Any, slip: float) -> float:
    """Return the joint probability of two spellings, summed over every alignment."""
    n, m = x.shape[0], y.shape[0]
    forward = np.zeros((n, m))
    forward[0, 0] = 1.0
    for i in range(n):
        for j in range(m):
            for s in range(shapes.shape[0]):
                g, h = x[i, shapes[s, 0]], y[j, shapes[s, 1]]
                if g >= 0 and h >= 0:
                    step = p[g, h]
                    if step < slip and shapes[s, 0] < 2 and shapes[s, 1] < 2:
                        step = slip
                    forward[i + shapes[s, 0], j + shapes[s, 1]] += forward[i, j] * step
    total: float = forward[n - 1, m - 1]
    return total
