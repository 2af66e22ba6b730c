"""Characters that nobody sees, in what was typed, pasted or sent: formats, controls, halves.

A right-to-left override shows a reader another name than the one that is kept, and a space of no
width keeps two equal names apart. Joiners stay: Persian, Hindi and others are written with them.
"""

import unicodedata

JOINERS = "\u200c\u200d"
LINES = "\t\n\r"
# Signs before Arabic, Syriac and Kaithi numbers: formats to Unicode, and seen.
SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
ALLOWED = frozenset(JOINERS + LINES + SIGNS)


def unseen_in(text: str) -> str:
    """Which one a text has first, and where, to be put behind “there is”; empty if all are seen."""
    if text.isprintable():  # which nearly every text is, and is known at once
        return ""
    place = next((place for place, one in enumerate(text) if _is_unseen(one)), None)
    if place is None:
        return ""
    before = text[:place].split()
    where = f"after “{before[-1][-20:]}”" if before else "at the beginning"
    return f"one (U+{ord(text[place]):04X}) {where}"


def _is_unseen(one: str) -> bool:
    return one not in ALLOWED and unicodedata.category(one) in ("Cc", "Cf", "Cs")
