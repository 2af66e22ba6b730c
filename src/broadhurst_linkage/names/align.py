"""How much more likely two spellings are of one name than of two: bits, from tables of sound.

The evidence sums over every way to align the letter groups of the two (`sounds`).
"""

from functools import cache, lru_cache
from typing import Any, NamedTuple

import numba
import numpy as np

from broadhurst_linkage.names.parse import Word
from broadhurst_linkage.names.sounds import SCRIPTS, sounds

SHAPES = np.array([(1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)])
SLIP = 2.0**-23  # A pair of letters that no table knows: a slip of the pen, or a letter too many.
UNHEARD_OF = 7.0  # Bits of a letter that the background never saw there.


class Table(NamedTuple):
    """A table of sound, as arrays: numbers of letter groups on each side, and probabilities."""

    groups: tuple[dict[str, int], dict[str, int]]
    p: Any


@cache
def table(script: str) -> Table:
    """The table of a script against Latin; "latin" is Latin against Latin."""
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
    """Bits (log2 of the likelihood ratio) that two words are one name; the same both ways about."""
    if a.script == b.script or not {a.script, b.script} & SCRIPTS:
        return bits("latin", *sorted((a.latin, b.latin)))
    both = [bits(x.script, x.written, y.latin) for x, y in ((a, b), (b, a)) if x.script in SCRIPTS]
    return max(both)


@lru_cache(maxsize=65536)
def bits(script: str, written: str, latin: str) -> float:
    """Evidence of one script's table."""
    known = table(script)
    x, y = _coded(script, 0, written), _coded(script, 1, latin)
    return (
        float(np.log2(joint(x, y, known.p, SHAPES, SLIP)))
        + by_chance(script, 0, written)
        + by_chance(script, 1, latin)
    )


@lru_cache(maxsize=65536)
def by_chance(script: str, side: int, word: str) -> float:
    """How rare the spelling is of itself, in bits: letter after letter."""
    seen = sounds(script).background[side]
    pairs = zip(f"^{word}", f"{word}$", strict=True)
    return sum(seen.get(a, {}).get(b, UNHEARD_OF) for a, b in pairs)


@lru_cache(maxsize=65536)
def _coded(script: str, side: int, word: str) -> Any:
    """Place and length of group to the group's number; -1 past the end, the last for unknown."""
    number = table(script).groups[side]
    coded = np.full((len(word) + 1, 4), -1, np.int32)
    for at in range(len(word) + 1):
        for k in range(min(3, len(word) - at) + 1):
            coded[at, k] = number.get(word[at : at + k], len(number))
    return coded


@numba.njit(cache=True)
def joint(x: Any, y: Any, p: Any, shapes: Any, slip: float) -> float:
    """The probability of two spellings together, over every alignment."""
    n, m = x.shape[0], y.shape[0]
    ahead = np.zeros((n, m))
    ahead[0, 0] = 1.0
    for i in range(n):
        for j in range(m):
            for s in range(shapes.shape[0]):
                g, h = x[i, shapes[s, 0]], y[j, shapes[s, 1]]
                if g >= 0 and h >= 0:
                    step = p[g, h]
                    if step < slip and shapes[s, 0] < 2 and shapes[s, 1] < 2:
                        step = slip
                    ahead[i + shapes[s, 0], j + shapes[s, 1]] += ahead[i, j] * step
    together: float = ahead[n - 1, m - 1]
    return together
