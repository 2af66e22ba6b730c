"""Find invisible characters in submitted text: format and control characters, lone surrogates.

A right-to-left override makes a name look like a different one. A zero-width space makes two equal
names differ. Zero-width joiners are allowed, because Persian, Hindi and others need them.
"""

import unicodedata

JOINERS = "\u200c\u200d"
LINES = "\t\n\r"
# Signs before Arabic, Syriac and Kaithi numbers. Unicode calls them format characters, but they
# are visible.
SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
ALLOWED = frozenset(JOINERS + LINES + SIGNS)


def find_invisible(text: str) -> str:
    """Describe the first invisible character of a text, to follow “there is”; "" if none."""
    if text.isprintable():  # a fast check, and true for nearly every text
        return ""
    place = next((place for place, character in enumerate(text) if _is_invisible(character)), None)
    if place is None:
        return ""
    before = text[:place].split()
    where = f"after “{before[-1][-20:]}”" if before else "at the beginning"
    return f"one (U+{ord(text[place]):04X}) {where}"


def _is_invisible(character: str) -> bool:
    return character not in ALLOWED and unicodedata.category(character) in ("Cc", "Cf", "Cs")
