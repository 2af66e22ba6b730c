"""Tables of sound: which letters of two scripts correspond, and how often.

`bench/matching/align.py` trains `data/*.json` on names written in both scripts. A table holds the
joint probability of letter groups, in bits (minus log2), and of each letter after another.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii

SCRIPTS = frozenset({"arabic", "cyrillic", "hebrew"})  # Against Latin; "latin" is its own table.
UNKNOWN = 20.0  # Bits of a letter that the table does not have.
LETTERS, BEAM = 6, 12  # Spellings kept for a letter group, and for the beginning of a word.

Bits = dict[str, dict[str, float]]


class Sounds(NamedTuple):
    """Bits of each pair of letter groups, and of each letter after another."""

    groups: Bits
    background: tuple[Bits, Bits]


@cache
def sounds(script: str) -> Sounds:
    """Return the table of a script against Latin."""
    path = files(__package__).joinpath("data", f"{script}.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    left, right = table["background"]
    return Sounds(table["groups"], (left, right))


@cache
def _spellings(script: str) -> dict[str, list[tuple[float, str]]]:
    """Return the likeliest Latin letters of each letter group, with their bits."""
    table = sounds(script).groups
    return {
        group: sorted((bits, latin) for latin, bits in row.items())[:LETTERS]
        for group, row in table.items()
        if group
    }


def spellings(script: str, word: str) -> list[tuple[float, str]]:
    """Return the Latin spellings of a word, likeliest first, each with its bits."""
    known = _spellings(script)
    best: list[list[tuple[float, str]]] = [[(0.0, "")]]
    for end in range(1, len(word) + 1):
        costs: dict[str, float] = {}
        letter = known.get(word[end - 1]) or [(UNKNOWN, anyascii(word[end - 1]))]
        for size, group in ((1, letter), (2, known.get(word[end - 2 : end], []))):
            for start_cost, start in best[end - size] if size <= end else ():
                for bits, latin in group:
                    spelling, cost = start + latin, start_cost + bits
                    if cost < costs.get(spelling, cost + 1):
                        costs[spelling] = cost
        best.append(sorted((cost, spelling) for spelling, cost in costs.items())[:BEAM])
    return best[-1]


@cache
def _likeliest(script: str) -> dict[str, tuple[float, str]]:
    """Return the likeliest Latin letters of each letter group, after their bits."""
    table = sounds(script).groups
    return {
        group: min((bits, latin) for latin, bits in row.items())
        for group, row in table.items()
        if group
    }


def in_latin(script: str, word: str) -> str:
    """Return the likeliest Latin spelling of a word."""
    known = _likeliest(script)
    best: list[tuple[float, str]] = [(0.0, "")]
    for end in range(1, len(word) + 1):
        bits, latin = known.get(word[end - 1]) or (UNKNOWN, anyascii(word[end - 1]))
        choices = [(best[end - 1][0] + bits, best[end - 1][1] + latin)]
        if end > 1 and (pair := known.get(word[end - 2 : end])):
            choices.append((best[end - 2][0] + pair[0], best[end - 2][1] + pair[1]))
        best.append(min(choices))
    return best[-1][1]
