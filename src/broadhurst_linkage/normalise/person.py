"""People: folded names in alphabetical order, and the date of birth."""

import unicodedata
from datetime import date

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
APOSTROPHES = "'`´ʹʻʼʾʿˈ‘’‛′＇"
WITHOUT_APOSTROPHES = {ord(mark): None for mark in APOSTROPHES}
ASCII_TO_SPACE = {n: " " for n in range(128) if not chr(n).isalnum()} | {
    ord(mark): None for mark in APOSTROPHES if mark.isascii()
}
# Letters that Unicode does not decompose into a plain letter and an accent.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
     "ı": "i"}
)  # fmt: skip


def normalise(name: str, born_on: date | None) -> str:
    """Return the folded names in alphabetical order, and the date. Raises Invalid.

    The order of names, capitals, accents, hyphens and apostrophes make no difference. The script is
    kept, because a transliteration is only a probable match.
    """
    if born_on is None:
        raise Invalid("Add a date of birth. A name alone is many people.")
    parts = sorted(fold(name).split())
    if not any(c.isalpha() for part in parts for c in part):
        raise Invalid("There is no name here.")
    return f"{' '.join(parts)}|{born_on.isoformat()}"


def fold(text: str) -> str:
    """Return lower case without accents or apostrophes; other signs become one space."""
    if text.isascii():  # the common case, and a large register has many
        return text if text.islower() and text.isalpha() else _fold_ascii(text)
    bare = text.translate(WITHOUT_APOSTROPHES)
    # Folding may compose decomposed letters and the reverse. Twice gives a stable result.
    for _ in range(2):
        apart = unicodedata.normalize("NFKD", bare.casefold())
        bare = "".join(c for c in apart if not unicodedata.combining(c)).translate(PLAIN)
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in bare)
    return " ".join(kept.split())


def _fold_ascii(text: str) -> str:
    return " ".join(text.lower().translate(ASCII_TO_SPACE).split())
