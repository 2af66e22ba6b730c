"""The Latin spellings of a name, several for a name in another script."""

import re
from functools import lru_cache
from itertools import product

from broadhurst_linkage.names.consonants import skeleton
from broadhurst_linkage.names.parse import (
    LONGEST,
    VIETNAMESE,
    Word,
    words,
)
from broadhurst_linkage.names.sounds import SCRIPTS, spellings

MOST, MOST_PER_WORD = 4, 3  # readings of a name, and of one word
MOST_WORDS = 6  # words of a name that are read in several ways
# Endings of a patronymic in East Slavic. Without the "h" it is a surname of the Balkans.
PATRONYMIC = re.compile("(?:[aeioy]v(?:ich|ych|na)|[аеоиі]в(?:ич|іч|на)|ильич)$")


def readings(text: str) -> list[tuple[str, ...]]:
    """Return the tokens of a name; in another script, each reading of its consonants.

    There are at most MOST readings. The first is the result of `tokens`, then the likeliest others.
    """
    return list(_readings(words(text)))


@lru_cache(maxsize=65536)
def _readings(parts: tuple[Word, ...]) -> tuple[tuple[str, ...], ...]:
    if not any(word.script in SCRIPTS for word in parts):
        return (tuple(word.latin for word in parts),)
    by_word = [
        _word_readings(word)[: MOST_PER_WORD if n < MOST_WORDS else 1]
        for n, word in enumerate(parts)
    ]
    ways = sorted(product(*by_word), key=lambda way: sum(bits for bits, _ in way))
    return tuple(tuple(latin for _, latin in way) for way in ways[:MOST])


@lru_cache(maxsize=65536)
def _word_readings(word: Word) -> tuple[tuple[float, str], ...]:
    """Return spellings with different consonants, and their extra bits."""
    by_skeleton = {skeleton(word.latin): (0.0, word.latin)}
    if word.script in SCRIPTS:
        ways = spellings(word.script, word.written)
        for bits, latin in ways:
            if latin.isascii() and latin.isalpha():
                cut = latin[:LONGEST]
                by_skeleton.setdefault(skeleton(cut), (bits - ways[0][0], cut))
    return tuple(by_skeleton.values())[:MOST_PER_WORD]


def split(text: str, reading: int = 0) -> tuple[str, str, str]:
    """Split a name into first, middle and last name; an absent part is "".

    Each part is tokens with spaces between them. "SURNAME, First" is understood. The surname comes
    first in Vietnamese, Chinese and Korean names, and in a name that ends in a patronymic.
    `reading` is the number of one of `readings`.
    """
    if "," in text:
        surname, _, rest = text.partition(",")
        first, *middle = _tokens_of(rest, reading) or ("",)
        return first, " ".join(middle), " ".join(_tokens_of(surname, reading))
    parts, latin = words(text), list(_tokens_of(text, reading))
    if not latin:
        return "", "", ""
    if _surname_first(parts):
        latin = latin[1:] + latin[:1]
        # In Vietnamese the middle name comes before the given name.
        if parts[0].latin in VIETNAMESE and parts[0].script == "latin":
            latin = [latin[-2], *latin[:-2], latin[-1]]
    if len(latin) == 1:
        return "", "", latin[0]
    return latin[0], " ".join(latin[1:-1]), latin[-1]


def _tokens_of(text: str, reading: int) -> tuple[str, ...]:
    ways = readings(text)
    return ways[reading] if reading < len(ways) else ways[0]


def _surname_first(parts: tuple[Word, ...]) -> bool:
    if parts[0].script in ("cjk", "hangul"):
        return len(parts) > 1
    if len(parts) == 3 and PATRONYMIC.search(parts[2].written):
        return not PATRONYMIC.search(parts[1].written)
    return len(parts) > 2 and parts[0].latin in VIETNAMESE
