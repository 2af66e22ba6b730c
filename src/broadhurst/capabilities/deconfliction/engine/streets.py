"""A street as it is compared: what it is called, and what sort of road it is: that tells two apart.

"North Street" and "North Road" are two streets, and so are "North Street" and "South Street"; but
"Fawkner Sreet", "Fawknerstreet" and "Fawkner St" are one.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from broadhurst.capabilities.deconfliction.engine.packed import LETTER_BITS, pack_letters

SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cl": "close", "ln": "lane",
    "dr": "drive", "ct": "court", "cres": "crescent", "gdns": "gardens", "pl": "place",
    "sq": "square", "tce": "terrace", "ter": "terrace", "gr": "grove", "pk": "park",
}  # fmt: skip
# At most 31, which go into five bits; 0 is a road that does not say.
SORTS = (
    "road", "street", "avenue", "close", "lane", "drive", "court", "crescent", "gardens", "place",
    "square", "terrace", "grove", "park", "way", "hill", "row", "walk", "mews", "rise", "view",
    "green", "circuit", "parade", "boulevard", "highway", "path", "quay", "gate", "yard", "drove",
)  # fmt: skip
CALLED = 11  # letters of what it is called
SORT = LETTER_BITS * CALLED  # where its sort stands, in five bits
# A sort of fewer letters may be another word, one letter apart; written to what is before it, one
# of fewer, or behind fewer, is most often the end of a name.
SURE, BEFORE = 5, 4


@lru_cache(maxsize=1 << 17)
def street_of(text: str) -> tuple[str, int]:
    """What a street is called, its letters alone, and the number of its sort, from a folded text.

    >>> street_of("fawkner sreet") == street_of("fawknerstreet") == ("fawkner", 2)
    True
    """
    *words, last = re.findall(r"[a-z]+", text) or [""]
    if not words:
        return _parted(last)
    called = "".join("saint" if word == "st" else word for word in words)
    sort = _sort_of(SHORT.get(last, last))
    return called if sort else called + last, sort


def letters_of(called: str, sort: int) -> int:
    """The first letters of what it is called, and its sort, in a word of a row."""
    return pack_letters(called[:CALLED]) | sort << SORT


def _sort_of(word: str) -> int:
    """The number of a sort of road, if the word is one or, of enough letters, a slip of one."""
    if word in SORTS:
        return 1 + SORTS.index(word)
    if len(word) < SURE:
        return 0
    near = [at for at, sort in enumerate(SORTS, 1) if OSA.distance(word, sort, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else 0


def _parted(word: str) -> tuple[str, int]:
    """A name and a sort that were written as one."""
    for at, sort in enumerate(SORTS, 1):
        if len(sort) >= SURE and word.endswith(sort) and len(word) - len(sort) >= BEFORE:
            return word.removesuffix(sort), at
    return word, 0
