"""A street as it is compared: what it is called, what sort of road it is, and on which side.

"Fawkner Sreet", "Fawknerstreet" and "Fawkner St, Leeds" are one; but "Mill Road" and "Mill Lane",
"High Street North" and "South High Street", and "Mill Road" and "Hill Road" are two each.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from broadhurst_linkage.encoding.packed_text import LETTER_BITS, pack_letters

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
SIDES = ("north", "south", "east", "west", "upper", "lower", "new")  # three bits
ENDS = ("way", "hill", "gate")  # as often the end of a name as a sort of its own: "Queens Way"
SAINTS = {"st", "saint"}  # are left out: half of what "St Marys" and "St Marks" are called
CALLED = 11  # letters of what it is called
SORT = LETTER_BITS * CALLED  # where its sort stands, in five bits
SIDE = SORT + 5  # where its side stands
# A sort of fewer letters may be another word, one letter apart; written to what is before it, one
# of fewer, or behind fewer, is most often the end of a name.
SURE, BEFORE = 5, 4
Street = tuple[str, int, int]  # what it is called, its letters alone, and the two numbers


@lru_cache(maxsize=1 << 17)
def street_of(text: str) -> Street:
    """A street, from a folded text that may go on with a flat or a town.

    >>> street_of("fawkner sreet") == street_of("fawknerstreet, leeds") == ("fawkner", 2, 0)
    True
    """
    parts = (re.findall(r"[a-z]+", part) for part in text.split(","))
    words = next(filter(None, parts), [])
    if len(words) > 1 and words[0] in SAINTS:
        words = words[1:]
    if len(words) < 2:
        return *_parted("".join(words)), 0
    words = [SHORT.get(word, word) for word in words]
    at, sort = _sort_in(words)
    named = [word for word in words[:at] if word not in SIDES]
    sides = [word for word in words if word in SIDES]
    if sort and words[at] in ENDS:
        named, sort = [*named, words[at]], 0
    if not named:  # "North Street" is called so, and "Upper North Street"
        named = [sides.pop()]
    return "".join(named), sort, 1 + SIDES.index(sides[0]) if sides else 0


def word_of(street: Street) -> int:
    """The first letters of what it is called, its sort and its side, as a row has them."""
    called, sort, side = street
    return pack_letters(called[:CALLED]) | sort << SORT | side << SIDE


def _sort_in(words: list[str]) -> tuple[int, int]:
    """Where the last word stands that is a sort, behind another, and its number.

    Or the last word, if it is a slip of one; else 0, and how many words there are.
    """
    for at in range(len(words) - 1, 0, -1):
        if words[at] in SORTS:
            return at, 1 + SORTS.index(words[at])
    slip = _slip_of(words[-1])
    return (len(words) - 1, slip) if slip else (len(words), 0)


def _slip_of(word: str) -> int:
    """The number of the one sort of road that a word, of enough letters, is a slip of; or 0."""
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
