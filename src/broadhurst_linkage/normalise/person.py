"""A person's name with a date of birth, to folded and sorted names and an ISO date."""

import unicodedata
from datetime import date

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
APOSTROPHES = "'`´ʹʻʼʾʿˈ‘’‛′＇"
WITHOUT_APOSTROPHES = {ord(mark): None for mark in APOSTROPHES}
ASCII_TO_SPACE = {n: " " for n in range(128) if not chr(n).isalnum()} | {
    ord(mark): None for mark in APOSTROPHES if mark.isascii()
}
# Letters that Unicode does not decompose into a plain one and an accent.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
     "ı": "i"}
)  # fmt: skip


def normalise(name: str, born_on: date | None) -> str:
    """The name's parts folded and in alphabetical order, and the date. Raises Invalid.

    The order of names, capitals, accents, hyphens and apostrophes make no difference. Scripts are
    left as they are: a transliteration is a likeness, not the same name.
    """
    if born_on is None:
        raise Invalid("Add a date of birth: a name alone is many people.")
    parts = sorted(fold(name).split())
    if not any(c.isalpha() for part in parts for c in part):
        raise Invalid("There is no name here.")
    return f"{' '.join(parts)}|{born_on.isoformat()}"


def fold(text: str) -> str:
    """Lower case, without accents or apostrophes; anything else between letters is one space."""
    if text.isascii():  # most are, and a register has a great many
        return text if text.islower() and text.isalpha() else _fold_ascii(text)
    bare = text.translate(WITHOUT_APOSTROPHES)
    # Folding may compose what was taken apart and the other way about: twice comes to rest.
    for _ in range(2):
        apart = unicodedata.normalize("NFKD", bare.casefold())
        bare = "".join(c for c in apart if not unicodedata.combining(c)).translate(PLAIN)
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in bare)
    return " ".join(kept.split())


def _fold_ascii(text: str) -> str:
    """The same for a text that has no accent to lose."""
    return " ".join(text.lower().translate(ASCII_TO_SPACE).split())
