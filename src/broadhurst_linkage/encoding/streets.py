"""Streets for comparison: a name, a type (road, lane) and a side (north).

"Fawkner Sreet", "Fawknerstreet" and "Fawkner St, Leeds" are one street. "Mill Road" and "Mill Lane"
are two, like "High Street North" and "South High Street", or "Mill Road" and "Hill Road".
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
# Types of road, at most 31 to fit in five bits. 0 means that the type is unknown.
TYPES = (
    "road", "street", "avenue", "close", "lane", "drive", "court", "crescent", "gardens", "place",
    "square", "terrace", "grove", "park", "way", "hill", "row", "walk", "mews", "rise", "view",
    "green", "circuit", "parade", "boulevard", "highway", "path", "quay", "gate", "yard", "drove",
)  # fmt: skip
SIDES = ("north", "south", "east", "west", "upper", "lower", "new")  # three bits
ENDS = ("way", "hill", "gate")  # as often the end of a name as a type: "Queens Way"
SAINTS = {"st", "saint"}  # left out, as they are half of the names "St Marys" and "St Marks"
NAME_LETTERS = 11
TYPE_SHIFT = LETTER_BITS * NAME_LETTERS  # bit position of the type, five bits
SIDE_SHIFT = TYPE_SHIFT + 5  # bit position of the side, three bits
# A misspelt type, or one joined to the name, counts only if the type has this many letters and the
# name before a joined type has this many. Shorter ones are usually other words or ends of names.
SHORTEST_TYPE, SHORTEST_NAME = 5, 4
Street = tuple[str, int, int]  # the letters of its name, and the numbers of type and side


@lru_cache(maxsize=1 << 17)
def street_of(text: str) -> Street:
    """Parse a street from a folded text, which may continue with a flat or a town.

    >>> street_of("fawkner sreet") == street_of("fawknerstreet, leeds") == ("fawkner", 2, 0)
    True
    """
    parts = (re.findall(r"[a-z]+", part) for part in text.split(","))
    words = next(filter(None, parts), [])
    if len(words) > 1 and words[0] in SAINTS:
        words = words[1:]
    if len(words) < 2:
        return *_split_joined_type("".join(words)), 0
    words = [SHORT.get(word, word) for word in words]
    at, road_type = _find_type(words)
    name = [word for word in words[:at] if word not in SIDES]
    sides = [word for word in words if word in SIDES]
    if road_type and words[at] in ENDS:
        name, road_type = [*name, words[at]], 0
    if not name:  # the name of "North Street" and "Upper North Street" is "north"
        name = [sides.pop()]
    return "".join(name), road_type, 1 + SIDES.index(sides[0]) if sides else 0


def word_of(street: Street) -> int:
    """Pack the first letters of the name, the type and the side, as in a row."""
    name, road_type, side = street
    return pack_letters(name[:NAME_LETTERS]) | road_type << TYPE_SHIFT | side << SIDE_SHIFT


def _find_type(words: list[str]) -> tuple[int, int]:
    """Return the position and number of the last type of road after a word.

    Otherwise the last word counts, if it is a misspelt type. If not, return the number of words
    and 0.
    """
    for at in range(len(words) - 1, 0, -1):
        if words[at] in TYPES:
            return at, 1 + TYPES.index(words[at])
    slip = _misspelt_type(words[-1])
    return (len(words) - 1, slip) if slip else (len(words), 0)


def _misspelt_type(word: str) -> int:
    """Return the number of the only type of road that the word misspells, or 0."""
    if len(word) < SHORTEST_TYPE:
        return 0
    near = [n for n, name in enumerate(TYPES, 1) if OSA.distance(word, name, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else 0


def _split_joined_type(word: str) -> tuple[str, int]:
    """Split a name and type written as one word; the type is 0 if absent."""
    for number, name in enumerate(TYPES, 1):
        if (
            len(name) >= SHORTEST_TYPE
            and word.endswith(name)
            and len(word) - len(name) >= SHORTEST_NAME
        ):
            return word.removesuffix(name), number
    return word, 0
