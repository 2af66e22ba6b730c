"""Train the tables of sound in `broadhurst_linkage/names/data`.

`python -m bench.matching.align` reads the development half of the spellings and writes one table
for each script. Each is a joint model of letter groups, trained by expectation maximisation over
all alignments of two spellings: p("ش", "sh"), p("ch", "tch"). Latin against Latin is trained on
names that have the same spelling in another script.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import numba
import numpy as np

from bench.matching import linkage
from broadhurst_linkage import names
from broadhurst_linkage.normalise.person import fold

SHAPES = ((1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
LATIN_SHAPES = (*SHAPES, (3, 1))
FIRST_GUESS = {(1, 0): 0.02, (0, 1): 0.02, (1, 1): 1.0, (1, 2): 0.3}
ROUNDS, LONGEST_WORD, SEEN_LEAST = 12, 20, 30
DISCOUNT, RARE = (
    1.0,
    0.3,
)  # Discount on the counts of longer groups; pairs with a lower count are dropped.
Pairs = list[tuple[str, str]]


def main() -> None:
    """Write every table again."""
    data = Path(names.__file__).parent / "data"
    everything: dict[str, Pairs] = {script: _pairs(script) for script in linkage.FILES}
    for script, pairs in everything.items():
        _write(data / f"{script}.json", pairs, SHAPES)
    _write(data / "latin.json", _alike_in_latin(everything), LATIN_SHAPES)


def _pairs(script: str) -> Pairs:
    rows = linkage.spellings(script, held_out=False)
    both = ((fold(row.other), fold(row.latin)) for row in rows)
    return [(a, b) for a, b in both if _one_word(a) and _one_word(b)]


def _one_word(text: str) -> bool:
    return bool(text) and " " not in text and len(text) <= LONGEST_WORD


def _alike_in_latin(everything: dict[str, Pairs]) -> Pairs:
    """Pair Latin names of one spelling in a script, and each with itself."""
    found: set[tuple[str, str]] = set()
    shuffle = random.Random(1)  # noqa: S311
    for pairs in everything.values():
        by_other = defaultdict(set)
        for other, latin in pairs:
            by_other[other].add(latin)
        for latins in by_other.values():
            some = sorted(latins)
            shuffle.shuffle(some)
            for a, b in combinations(some[:5], 2):
                found |= {(a, b), (b, a)}
    itself = {(latin, latin) for latin in {a for a, _ in found}}
    return sorted(found | itself)


def _write(path: Path, pairs: Pairs, shapes: Iterable[tuple[int, int]]) -> None:
    table = {
        "source": "Trained on names of Wikidata (CC0) by bench/matching/align.py",
        "pairs": len(pairs),
        "groups": trained(pairs, np.array(list(shapes))),
        "background": [background(w) for w in zip(*pairs, strict=True)],
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.name}: {len(pairs):,} pairs, {path.stat().st_size / 1024:.0f} KiB")


def background(words: Iterable[str]) -> dict[str, dict[str, float]]:
    """Return smoothed bits of a letter after another ("^" begins a word, "$" ends it)."""
    pairs = Counter(pair for w in words for pair in zip(f"^{w}", f"{w}$", strict=True))
    before, after = Counter[str](), Counter[str]()
    for (a, b), n in pairs.items():
        before[a] += n
        after[b] += n
    total = sum(after.values())

    def bits(a: str, b: str) -> float:
        own = 5 * (after[b] + 0.5) / (total + 20)
        return round(-float(np.log2((pairs[a, b] + own) / (before[a] + 5))), 2)

    return {a: {b: bits(a, b) for b in sorted(after)} for a in sorted(before)}


def trained(pairs: Pairs, shapes: np.ndarray[Any, Any]) -> dict[str, dict[str, float]]:
    """Return the bits (minus log2 of probability) of each pair of letter groups."""
    sides = [list(side) for side in zip(*pairs, strict=True)]
    groups = [_groups(side, int(shapes[:, at].max())) for at, side in enumerate(sides)]
    coded = [_coded(side, group) for side, group in zip(sides, groups, strict=True)]
    sizes = [np.array([len(g) for g in group]) for group in groups]
    p = _guess(sizes, shapes)
    long = (sizes[0][:, None] + sizes[1][None, :]) > 2
    for _ in range(ROUNDS):
        counts = expected(*coded, p, shapes)
        counts = np.where(long, np.maximum(counts - DISCOUNT, 0), counts)
        counts[counts < RARE] = 0
        p = counts / counts.sum()
    found: dict[str, dict[str, float]] = {}
    for x, y in zip(*np.nonzero(p), strict=True):
        found.setdefault(groups[0][x], {})[groups[1][y]] = round(-float(np.log2(p[x, y])), 2)
    return found


def _guess(sizes: list[np.ndarray[Any, Any]], shapes: np.ndarray[Any, Any]) -> Any:
    p = np.zeros((len(sizes[0]), len(sizes[1])))
    for m, n in shapes:
        fits = (sizes[0][:, None] == m) & (sizes[1][None, :] == n)
        p[fits] = FIRST_GUESS.get((m, n), 0.05) / max(fits.sum(), 1)
    return p / p.sum()


def _groups(words: list[str], longest: int) -> list[str]:
    """Return the empty group, every letter, and frequent letter groups."""
    seen = Counter(
        w[at : at + k] for w in words for k in range(1, longest + 1) for at in range(len(w) - k + 1)
    )
    return ["", *sorted(g for g, n in seen.items() if len(g) == 1 or n >= SEEN_LEAST)]


def _coded(words: list[str], groups: list[str]) -> np.ndarray[Any, Any]:
    """Return group numbers by word, position and length (-1 none, -2 past end)."""
    number = {group: n for n, group in enumerate(groups)}
    coded = np.full((len(words), LONGEST_WORD + 1, 4), -2, np.int32)
    for row, w in enumerate(words):
        for at in range(len(w) + 1):
            for k in range(min(3, len(w) - at) + 1):
                coded[row, at, k] = number.get(w[at : at + k], -1)
    return coded


@numba.njit(cache=True)
def expected(xs: Any, ys: Any, p: Any, shapes: Any) -> Any:
    """Return expected counts of pairs of groups over all alignments."""
    counts = np.zeros_like(p)
    for row in range(xs.shape[0]):
        x, y = xs[row], ys[row]
        ahead = _ahead(x, y, p, shapes)
        if ahead[-1, -1] > 0:
            _count(x, y, p, shapes, ahead, counts)
    return counts


@numba.njit(cache=True)
def _ahead(x: Any, y: Any, p: Any, shapes: Any) -> Any:
    """Return the forward probabilities for every pair of positions."""
    ahead = np.zeros(((x[:, 0] >= 0).sum(), (y[:, 0] >= 0).sum()))
    ahead[0, 0] = 1.0
    for i, j, s in np.ndindex(ahead.shape[0], ahead.shape[1], shapes.shape[0]):
        g, h = x[i, shapes[s, 0]], y[j, shapes[s, 1]]
        if g >= 0 and h >= 0:
            ahead[i + shapes[s, 0], j + shapes[s, 1]] += ahead[i, j] * p[g, h]
    return ahead


@numba.njit(cache=True)
def _count(x: Any, y: Any, p: Any, shapes: Any, ahead: Any, counts: Any) -> None:
    """Add each pair's share of the total, with the backward probabilities."""
    back = np.zeros_like(ahead)
    n, m = back.shape
    back[n - 1, m - 1] = 1.0
    for i, j, s in np.ndindex(n, m, shapes.shape[0]):
        i, j = n - 1 - i, m - 1 - j
        g, h = x[i, shapes[s, 0]], y[j, shapes[s, 1]]
        if g >= 0 and h >= 0:
            rest = p[g, h] * back[i + shapes[s, 0], j + shapes[s, 1]]
            back[i, j] += rest
            counts[g, h] += ahead[i, j] * rest / ahead[n - 1, m - 1]


if __name__ == "__main__":
    main()
