"""Find a marking above the ceiling: Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only."""

import re
from dataclasses import dataclass

# Capital letters only: a marking is written in them, and “a secret compartment” is not one.
ABOVE_THE_CEILING = re.compile(r"\b(TOP )?SECRET\b")
# The same word, but it starts with its letters, so a text of 50 MB is searched in a moment.
WORD = re.compile(r"SECRET(?<!\wSECRET)\b")
BEFORE = len("TOP ")


@dataclass(frozen=True)
class Marking:
    """A marking in a text: its words, and the position of “SECRET”."""

    words: str
    at: int


def first_marking(text: str) -> Marking | None:
    """Return the first marking above OFFICIAL-SENSITIVE in a text, or None."""
    word = WORD.search(text)
    if word is None:
        return None
    whole = ABOVE_THE_CEILING.search(text, max(0, word.start() - BEFORE))
    return Marking(whole[0] if whole else word[0], word.start())


def find_marking(text: str) -> str:
    """Return the first marking above OFFICIAL-SENSITIVE in a text, or an empty string."""
    marking = first_marking(text)
    return marking.words if marking else ""
