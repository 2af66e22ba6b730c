"""Compare texts of the inspectorate by their words. Pure."""

import re
import unicodedata

_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_BULLETS = re.compile(r"^\s*[•·*▪◦-]\s*", re.MULTILINE)


def same(text: str) -> str:
    """Return a text without what its renderings change: spaces, bullets, quotes and dashes.

    Two texts with the same words have the same result.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(_BULLETS.sub("", plain).split()).casefold()
