"""How alike two full names are, in any scripts, orders and formats."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from broadhurst_linkage.names.pairs import (
    FITS,
    PATRONYMIC,
    Likeness,
    likeness,
)
from broadhurst_linkage.names.parse import Word, words
from broadhurst_linkage.names.tables import part
from broadhurst_linkage.names.variants import canonical

MATCH = 0.7
ONE_NAME = 0.7  # Two words that are as much alike are one name, written in two scripts.
INITIAL, COMMON, FATHERS, NAME = 0.3, 0.5, 0.6, 1.0  # How much of a name a word is.
CONFLICT, EXTRA, ORDER = 1.6, 0.04, 0.02  # What is taken off: see `alike`.
ONE_NAME_OF_MANY, LITTLE_SHARED = 0.75, 0.5
LONGEST_JOIN, AS_ONE = 3, 0.97


class Fit(NamedTuple):
    """Words of one name that stand for words of another: places, places, and how well."""

    left: range
    right: range
    like: Likeness


def alike(name_a: str, name_b: str) -> float:
    """0 (two people's names) to 1 (one person's); `MATCH` and above is a match. Symmetric.

    Names that fit one another count by how much they tell; names left over on one side take a
    little off (not everybody writes every name), names left over on both sides are a conflict.
    """
    a, b = sorted((words(name_a), words(name_b)))
    if not a or not b:
        return 0.0
    return _score(a, b, fits(a, b))


def _score(a: tuple[Word, ...], b: tuple[Word, ...], found: tuple[Fit, ...]) -> float:
    if not found:
        return 0.0
    shares = [min(_weight(a, fit.left), _weight(b, fit.right)) for fit in found]
    shared = sum(shares)
    quality = sum(w * fit.like.score for w, fit in zip(shares, found, strict=True)) / shared
    left = [_left_over(side, at) for side, at in zip((a, b), _places(found), strict=True)]
    conflict, extra = min(left), max(left) - min(left)
    quality *= max(0.0, 1 - CONFLICT * conflict / (shared + conflict))
    if extra and shared <= NAME:
        quality *= ONE_NAME_OF_MANY if shared == NAME else LITTLE_SHARED
    elif shared <= 2 * INITIAL:
        quality *= LITTLE_SHARED
    quality -= EXTRA * min(extra, 3)
    return max(0.0, quality - (ORDER if _out_of_order(found) else 0.0))


def _places(found: tuple[Fit, ...]) -> tuple[set[int], set[int]]:
    return {i for fit in found for i in fit.left}, {j for fit in found for j in fit.right}


def _weight(name: tuple[Word, ...], at: Iterable[int]) -> float:
    return max(_tells(name[i].latin) for i in at)


def _left_over(name: tuple[Word, ...], used: set[int]) -> float:
    return sum(_tells(word.latin) for at, word in enumerate(name) if at not in used)


@lru_cache(maxsize=65536)
def _tells(latin: str) -> float:
    """How much of who it is a word tells."""
    if len(latin) == 1:
        return INITIAL
    if canonical(latin) in part("common") or latin in part("common"):
        return COMMON
    if len(latin) > 5 and PATRONYMIC.search(latin):
        return FATHERS
    return NAME


def in_spelling_of(name: str, parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """First, middle and last name of a name that is met in two scripts, as another spells them.

    `parts` are the other's. Each word that is surely one of them takes its place and spelling; what
    is then left is another name, and stands where the other has none.
    """
    mine, theirs = words(name), [words(one) for one in parts]
    found = [f for f in fits(mine, sum(theirs, ())) if f.like.score >= ONE_NAME]
    used, _ = _places(tuple(found))
    left = [word.latin for at, word in enumerate(mine) if at not in used]
    taken = {at for fit in found for at in fit.right}
    begin = 0
    made: list[list[str]] = []
    for some in theirs:
        made.append([w.latin for at, w in enumerate(some, begin) if at in taken])
        begin += len(some)
    first, middle, last = made
    if left and not last:
        last.append(left.pop())
    if left and not first:
        first.append(left.pop(0))
    return " ".join(first), " ".join(middle + left), " ".join(last)


def _out_of_order(found: tuple[Fit, ...]) -> bool:
    rights = [fit.right.start for fit in sorted(found, key=lambda fit: fit.left.start)]
    return rights != sorted(rights)


@lru_cache(maxsize=65536)
def fits(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Fit, ...]:
    """The best pairing of the words of two names."""
    possible = [
        Fit(range(i, i + 1), range(j, j + 1), like)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (like := likeness(one, other)).score >= FITS
    ]
    found = _best(possible)
    if len(a) == len(b) == len(found):
        return found
    return _best(possible + _joins(a, b) + [Fit(f.right, f.left, f.like) for f in _joins(b, a)])


def _best(possible: list[Fit]) -> tuple[Fit, ...]:
    """The best first; none that uses a word again."""
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for fit in sorted(possible, key=lambda f: (-f.like.score, f.left.start, f.right.start)):
        if used_left.isdisjoint(fit.left) and used_right.isdisjoint(fit.right):
            used_left.update(fit.left)
            used_right.update(fit.right)
            found.append(fit)
    return tuple(found)


def _joins(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[Fit]:
    """Words of the first that, written as one, are a word of the second, and none of them alone."""
    found = []
    for i, end in combinations(range(len(a) + 1), 2):
        if not 2 <= end - i <= LONGEST_JOIN:
            continue
        joined = _joined(a[i:end])
        for j, other in enumerate(b):
            if abs(len(joined.latin) - len(other.latin)) <= 2:
                score = likeness(joined, other).score * AS_ONE
                if score >= FITS and all(likeness(one, other).score < score for one in a[i:end]):
                    why = Likeness(score, "the same, written as one")
                    found.append(Fit(range(i, end), range(j, j + 1), why))
    return found


def _joined(some: tuple[Word, ...]) -> Word:
    return Word("".join(w.latin for w in some), "".join(w.written for w in some), some[0].script)


def reasons(name_a: str, name_b: str) -> list[str]:
    """What fits and what does not, in words, in the order of the first name."""
    a, b = words(name_a), words(name_b)
    found = sorted(fits(a, b), key=lambda fit: fit.left.start)
    said = [f"{_said(a, f.left)} and {_said(b, f.right)}: {f.like.why}" for f in found]
    used_a, used_b = _places(tuple(found))
    said += [f"{w.written}: only in the first name" for i, w in enumerate(a) if i not in used_a]
    said += [f"{w.written}: only in the second name" for j, w in enumerate(b) if j not in used_b]
    return said


def _said(name: tuple[Word, ...], at: range) -> str:
    return " ".join(name[i].written for i in at)
