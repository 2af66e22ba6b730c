"""Compare two full names, in any script, order and format."""

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
ONE_NAME = 0.7  # Two words in two scripts that score this or more are one name.
ALIKE = 0.5  # Two words in two scripts that score this or more are rather one name than two.
INITIAL, COMMON, FATHERS, NAME = 0.3, 0.5, 0.6, 1.0  # Weight of a word by its kind.
CONFLICT, EXTRA, ORDER = 1.6, 0.04, 0.02  # Penalties: see `alike`.
ONE_NAME_OF_MANY, LITTLE_SHARED = 0.75, 0.5
LONGEST_JOIN, AS_ONE = 3, 0.97


class Fit(NamedTuple):
    """Words of one name that match words of another, by their positions, and how well."""

    left: range
    right: range
    like: Likeness


def alike(name_a: str, name_b: str) -> float:
    """Return 0 (two people) to 1 (one person). `MATCH` or more is a match.

    Matching words count by how much evidence they are. Words left over on one side cost a little,
    because people leave names out. Words left over on both sides are a conflict. Symmetric.
    """
    a, b = sorted((words(name_a), words(name_b)))
    if not a or not b:
        return 0.0
    return _score(a, b, fits(a, b))


def _score(a: tuple[Word, ...], b: tuple[Word, ...], pairs: tuple[Fit, ...]) -> float:
    if not pairs:
        return 0.0
    shares = [min(_weight(a, fit.left), _weight(b, fit.right)) for fit in pairs]
    shared = sum(shares)
    quality = sum(w * fit.like.score for w, fit in zip(shares, pairs, strict=True)) / shared
    left_over = [_left_over(side, at) for side, at in zip((a, b), _positions(pairs), strict=True)]
    conflict, extra = min(left_over), max(left_over) - min(left_over)
    quality *= max(0.0, 1 - CONFLICT * conflict / (shared + conflict))
    if extra and shared <= NAME:
        quality *= ONE_NAME_OF_MANY if shared == NAME else LITTLE_SHARED
    elif shared <= 2 * INITIAL:
        quality *= LITTLE_SHARED
    quality -= EXTRA * min(extra, 3)
    return max(0.0, quality - (ORDER if _out_of_order(pairs) else 0.0))


def _positions(pairs: tuple[Fit, ...]) -> tuple[set[int], set[int]]:
    return {i for fit in pairs for i in fit.left}, {j for fit in pairs for j in fit.right}


def _weight(name: tuple[Word, ...], at: Iterable[int]) -> float:
    return max(_name_weight(name[i].latin) for i in at)


def _left_over(name: tuple[Word, ...], used: set[int]) -> float:
    return sum(_name_weight(word.latin) for at, word in enumerate(name) if at not in used)


@lru_cache(maxsize=65536)
def _name_weight(latin: str) -> float:
    """Return how much evidence of identity a word is, from 0 to 1."""
    if len(latin) == 1:
        return INITIAL
    if canonical(latin) in part("common") or latin in part("common"):
        return COMMON
    if len(latin) > 5 and PATRONYMIC.search(latin):
        return FATHERS
    return NAME


def in_spelling_of(name: str, parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """Respell a name like the same name in another script.

    `parts` are the first, middle and last name to follow. A word that surely matches one of them
    takes its position and spelling. The remaining words fill the positions that stay empty.
    """
    own_words, model_parts = words(name), [words(part) for part in parts]
    sure = [f for f in fits(own_words, sum(model_parts, ())) if f.like.score >= ONE_NAME]
    used, _ = _positions(tuple(sure))
    remaining = [word.latin for at, word in enumerate(own_words) if at not in used]
    matched = {at for fit in sure for at in fit.right}
    offset = 0
    respelt: list[list[str]] = []
    for model_words in model_parts:
        respelt.append([w.latin for at, w in enumerate(model_words, offset) if at in matched])
        offset += len(model_words)
    first, middle, last = respelt
    if remaining and not last:
        last.append(remaining.pop())
    if remaining and not first:
        first.append(remaining.pop(0))
    return " ".join(first), " ".join(middle + remaining), " ".join(last)


def sound_alike(part: str, name: str, reading: str) -> bool:
    """Return whether a part of a name may be the word of a name whose reading is given.

    The name is in another script. Only the first word of the part and of the reading count.
    """
    first = reading.split()[0]
    return any(
        likeness(word, other).score >= ALIKE
        for word in words(part)[:1]
        for other in words(name)
        if other.latin == first
    )


def _out_of_order(pairs: tuple[Fit, ...]) -> bool:
    rights = [fit.right.start for fit in sorted(pairs, key=lambda fit: fit.left.start)]
    return rights != sorted(rights)


@lru_cache(maxsize=65536)
def fits(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Fit, ...]:
    """Return the best pairing of the words of two names."""
    possible = [
        Fit(range(i, i + 1), range(j, j + 1), like)
        for i, word in enumerate(a)
        for j, other in enumerate(b)
        if (like := likeness(word, other)).score >= FITS
    ]
    chosen = _choose_best(possible)
    if len(a) == len(b) == len(chosen):
        return chosen
    return _choose_best(
        possible + _find_joins(a, b) + [Fit(f.right, f.left, f.like) for f in _find_joins(b, a)]
    )


def _choose_best(possible: list[Fit]) -> tuple[Fit, ...]:
    """Choose the best fits first, and use each word only once."""
    used_left: set[int] = set()
    used_right: set[int] = set()
    chosen = []
    for fit in sorted(possible, key=lambda f: (-f.like.score, f.left.start, f.right.start)):
        if used_left.isdisjoint(fit.left) and used_right.isdisjoint(fit.right):
            used_left.update(fit.left)
            used_right.update(fit.right)
            chosen.append(fit)
    return tuple(chosen)


def _find_joins(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[Fit]:
    """Find words that match a word of the second name better when joined."""
    joins = []
    for i, end in combinations(range(len(a) + 1), 2):
        if not 2 <= end - i <= LONGEST_JOIN:
            continue
        joined = _joined(a[i:end])
        for j, other in enumerate(b):
            if abs(len(joined.latin) - len(other.latin)) <= 2:
                score = likeness(joined, other).score * AS_ONE
                if score >= FITS and all(likeness(word, other).score < score for word in a[i:end]):
                    like = Likeness(score, "the same, written as one word")
                    joins.append(Fit(range(i, end), range(j, j + 1), like))
    return joins


def _joined(words_to_join: tuple[Word, ...]) -> Word:
    return Word(
        "".join(w.latin for w in words_to_join),
        "".join(w.written for w in words_to_join),
        words_to_join[0].script,
    )


def reasons(name_a: str, name_b: str) -> list[str]:
    """Explain which words match and which do not, in the order of the first name."""
    a, b = words(name_a), words(name_b)
    pairs = sorted(fits(a, b), key=lambda fit: fit.left.start)
    lines = [f"{_written(a, f.left)} and {_written(b, f.right)}: {f.like.why}" for f in pairs]
    used_a, used_b = _positions(tuple(pairs))
    lines += [f"{w.written}: only in the first name" for i, w in enumerate(a) if i not in used_a]
    lines += [f"{w.written}: only in the second name" for j, w in enumerate(b) if j not in used_b]
    return lines


def _written(name: tuple[Word, ...], at: range) -> str:
    return " ".join(name[i].written for i in at)
