"""A search text, and the forms of it that the index is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from broadhurst_linkage.names import forms, readings
from broadhurst_linkage.normalise.person import fold

LONGEST = 100  # characters of a search; the rest is dropped
MOST_WORDS = 8
SHORTEST_MISTYPED = 4
SHORTEST_START = 2  # letters of a word that may be the start of a longer one


@dataclass(frozen=True)
class Asked:
    """A search, as its text and as queries for PostgreSQL."""

    text: str
    folded: str
    whole: str  # all of these words
    forms: str  # all of these words, each in any form of the name
    starts: str  # all of these words, each as the start of a word
    fragment: str  # a part of a reference, name or identifier
    alike: str  # for names that are spelt nearly like this

    @property
    def bare(self) -> str:
        """The text without gaps, as references and identifiers are compared."""
        return self.folded.replace(" ", "")

    @property
    def has_digits(self) -> bool:
        """Whether it may be a reference or an identifier."""
        return any(map(str.isdecimal, self.folded))


def asked(text: str) -> Asked:
    """Read what someone typed. A text without letters or digits has no words and finds nothing."""
    cleaned = " ".join(text.split())[:LONGEST]
    folded = fold(cleaned)
    words = list(dict.fromkeys(folded.split()))[:MOST_WORDS]
    digits = any(map(str.isdecimal, folded))
    bare = folded.replace(" ", "")
    return Asked(
        text=cleaned,
        folded=folded,
        whole=_all([word] for word in words),
        forms=_all(_forms(word) for word in words),
        starts=_all(_starts(word) for word in words),
        fragment=bare if digits else folded,
        alike=folded if _may_be_mistyped(bare) else "",
    )


def _may_be_mistyped(text: str) -> bool:
    """Return whether a text is long enough to correct, and mostly letters.

    One digit of a number makes another number, so numbers are not corrected.
    """
    digits = sum(map(str.isdecimal, text))
    return len(text) >= SHORTEST_MISTYPED and digits * 2 <= len(text)


def _forms(word: str) -> list[str]:
    """Return the forms of a word as a name: nicknames, spellings and Latin letters."""
    if any(map(str.isdecimal, word)):
        return [word]
    latin = [token for reading in readings(word) for token in reading]
    return list(dict.fromkeys([*forms(word), *(form for token in latin for form in forms(token))]))


def _starts(word: str) -> list[str]:
    """Return a word as the start of a word. A part of a number is found as a fragment."""
    begins = len(word) >= SHORTEST_START and not any(map(str.isdecimal, word))
    return [f"{word}:*" if begins else word]


def _all(words: Iterable[list[str]]) -> str:
    """Return a tsquery for all words, each in one of its forms. Forms are letters and digits."""
    return " & ".join(f"({' | '.join(map(_lexeme, alternatives))})" for alternatives in words)


def _lexeme(form: str) -> str:
    word, star, _ = form.partition(":*")
    return " & ".join(f"'{part}'{star}" for part in word.split()) or "''"
