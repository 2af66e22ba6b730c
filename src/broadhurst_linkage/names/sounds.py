"""Tables of sound: which letters of two scripts stand for one another, and how often.

Learnt from names written in both (`data/*.json`, by `bench/matching/align.py`): the joint
probability of letter groups, in bits (minus log2), and how rare letters are after one another.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii

SCRIPTS = frozenset({"arabic", "cyrillic", "hebrew"})  # Against Latin; "latin" is its own table.
UNKNOWN = 20.0  # Bits of a letter that the table does not know.
LETTERS, BEAM = 6, 12  # Spellings kept of a letter group, and of the beginning of a word.

Bits = dict[str, dict[str, float]]


class Sounds(NamedTuple):
    """Bits of each pair of letter groups, and of a letter after a letter on each side."""

    groups: Bits
    background: tuple[Bits, Bits]


@cache
def sounds(script: str) -> Sounds:
    """The table of a script against Latin."""
    path = files(__package__).joinpath("data", f"{script}.json")
    read = json.loads(path.read_text(encoding="utf-8"))
    one, other = read["background"]
    return Sounds(read["groups"], (one, other))


@cache
def _spellings(script: str) -> dict[str, list[tuple[float, str]]]:
    """Of each letter group: the Latin letters that it most often stands for, with their bits."""
    table = sounds(script).groups
    return {
        group: sorted((bits, latin) for latin, bits in row.items())[:LETTERS]
        for group, row in table.items()
        if group
    }


def spellings(script: str, word: str) -> list[tuple[float, str]]:
    """Latin spellings of a word of a script, likeliest first, each with its bits."""
    known = _spellings(script)
    best: list[list[tuple[float, str]]] = [[(0.0, "")]]
    for end in range(1, len(word) + 1):
        found: dict[str, float] = {}
        letter = known.get(word[end - 1]) or [(UNKNOWN, anyascii(word[end - 1]))]
        for size, group in ((1, letter), (2, known.get(word[end - 2 : end], []))):
            for begun, start in best[end - size] if size <= end else ():
                for bits, latin in group:
                    spelt, cost = start + latin, begun + bits
                    if cost < found.get(spelt, cost + 1):
                        found[spelt] = cost
        best.append(sorted((bits, spelt) for spelt, bits in found.items())[:BEAM])
    return best[-1]


@cache
def _likeliest(script: str) -> dict[str, tuple[float, str]]:
    """Of each letter group: the bits of its likeliest Latin letters, and these."""
    table = sounds(script).groups
    return {
        group: min((bits, latin) for latin, bits in row.items())
        for group, row in table.items()
        if group
    }


def in_latin(script: str, word: str) -> str:
    """A word of a script in the Latin letters it is likeliest to have been, or to become."""
    known = _likeliest(script)
    best: list[tuple[float, str]] = [(0.0, "")]
    for end in range(1, len(word) + 1):
        bits, latin = known.get(word[end - 1]) or (UNKNOWN, anyascii(word[end - 1]))
        choices = [(best[end - 1][0] + bits, best[end - 1][1] + latin)]
        if end > 1 and (pair := known.get(word[end - 2 : end])):
            choices.append((best[end - 2][0] + pair[0], best[end - 2][1] + pair[1]))
        best.append(min(choices))
    return best[-1][1]
