"""A name in the Latin letters that it may be met in: one way, or several for another script."""

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

MOST, OF_A_WORD, READ_OTHERWISE = 4, 3, 6  # Of a name, of a word, and words of a name.
# How a father's name ends in East Slavic. Without the "h" it is a surname of the Balkans.
FATHERS = re.compile("(?:[aeioy]v(?:ich|ych|na)|[аеоиі]в(?:ич|іч|на)|ильич)$")


def readings(text: str) -> list[tuple[str, ...]]:
    """The tokens of a name; of another script as many ways as consonants may be read, up to MOST.

    The first is what `tokens` gives, the likeliest others follow.
    """
    return list(_readings(words(text)))


@lru_cache(maxsize=65536)
def _readings(found: tuple[Word, ...]) -> tuple[tuple[str, ...], ...]:
    if not any(word.script in SCRIPTS for word in found):
        return (tuple(word.latin for word in found),)
    each = [_of_word(w)[: OF_A_WORD if n < READ_OTHERWISE else 1] for n, w in enumerate(found)]
    ways = sorted(product(*each), key=lambda way: sum(bits for bits, _ in way))
    return tuple(tuple(latin for _, latin in way) for way in ways[:MOST])


@lru_cache(maxsize=65536)
def _of_word(word: Word) -> tuple[tuple[float, str], ...]:
    """Bits beyond the first, and the Latin letters; no two have the same consonants."""
    found = {skeleton(word.latin): (0.0, word.latin)}
    if word.script in SCRIPTS:
        ways = spellings(word.script, word.written)
        for bits, latin in ways:
            if latin.isascii() and latin.isalpha():
                cut = latin[:LONGEST]
                found.setdefault(skeleton(cut), (bits - ways[0][0], cut))
    return tuple(found.values())[:OF_A_WORD]


def split(text: str, reading: int = 0) -> tuple[str, str, str]:
    """First, middle and last name, as texts of tokens (" " between); what is not there is "".

    "SURNAME, First" is understood; Vietnamese, Chinese and Korean names in their own order have the
    surname first, and so has a name that ends in a father's name. `reading` is which of `readings`.
    """
    if "," in text:
        surname, _, rest = text.partition(",")
        first, *middle = _read(rest, reading) or ("",)
        return first, " ".join(middle), " ".join(_read(surname, reading))
    found, latin = words(text), list(_read(text, reading))
    if not latin:
        return "", "", ""
    if _surname_first(found):
        latin = latin[1:] + latin[:1]
        if found[0].latin in VIETNAMESE and found[0].script == "latin":  # middle, then given
            latin = [latin[-2], *latin[:-2], latin[-1]]
    if len(latin) == 1:
        return "", "", latin[0]
    return latin[0], " ".join(latin[1:-1]), latin[-1]


def _read(text: str, reading: int) -> tuple[str, ...]:
    ways = readings(text)
    return ways[reading] if reading < len(ways) else ways[0]


def _surname_first(found: tuple[Word, ...]) -> bool:
    if found[0].script in ("cjk", "hangul"):
        return len(found) > 1
    if len(found) == 3 and FATHERS.search(found[2].written):
        return not FATHERS.search(found[1].written)
    return len(found) > 2 and found[0].latin in VIETNAMESE
