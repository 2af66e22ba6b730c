"""Find everything in a text that the register could hold. Pure.

A text is split into words, and each run of words is a key to look up. The database folds each word
(`register_fold`), so that both sides have the same form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_WORDS, MOST_SIGNS, LONGEST_KEY = 6, 10, 160
ORDINARY = frozenset((Path(__file__).parent / "ordinary_words.txt").read_text().split())
# A word may contain apostrophes. The 's of a possessive is left out.
WORD = re.compile(r"[^\W_]+(?:['’‘](?!s\b)[^\W_]+)*", re.IGNORECASE)
# References that Broadhurst gives to records.
REFERENCE = re.compile(r"\b[A-Z]{3}-[2-9BCDFGHJKMNPQRSTVWXYZ]{6,12}\b", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
HOUSE = re.compile(r"\b\d+[a-z]?\b", re.IGNORECASE)
NEAR_A_POSTCODE = 80  # characters before a postcode to search for its house number
BRITISH = re.compile(r"(?:00)?440?(\d{9,10})")
MOBILE = re.compile(r"7\d{9}")
IMEI = range(14, 18)


@dataclass(frozen=True)
class Word:
    """A word of a text, with its position and its folded form."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Run:
    """A run of words that could be in the register, with its key."""

    key: str
    start: int
    end: int


def words_of(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each word of a text."""
    return [match.span() for match in WORD.finditer(text)]


def folded(text: str, folds: Mapping[str, str]) -> list[Word]:
    """Return the words of a text in the database's form.

    Words that fold to nothing are left out.
    """
    spans = ((start, end, folds[text[start:end]]) for start, end in words_of(text))
    return [Word(start, end, fold) for start, end, fold in spans if fold]


def runs(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Yield every run of words that could be a name or an identifier."""
    for first in range(len(words)):
        yield from _names(words[first : first + MOST_WORDS])
        yield from _identifiers(text, words[first : first + MOST_SIGNS])
    for postcode in POSTCODE.finditer(text):
        code, begins = (
            re.sub(r"\s", "", postcode[0]).lower(),
            max(0, postcode.start() - NEAR_A_POSTCODE),
        )
        for house in HOUSE.finditer(text, begins, postcode.start()):
            yield Run(f"a:{code} {house[0].lower()}", house.start(), postcode.end())


def _names(words: Sequence[Word]) -> Iterator[Run]:
    for count in range(1, len(words) + 1):
        key = " ".join(word.folded for word in words[:count])
        if count > 1 or key not in ORDINARY:
            yield Run(f"w:{key}", words[0].start, words[count - 1].end)


def _identifiers(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Yield runs that contain a digit or no gap: a number, a registration, a handle."""
    start, bare = words[0].start, ""
    begins = start - text[:start].endswith("+")  # include the plus of +44
    for count, word in enumerate(words, 1):
        bare += word.folded.replace(" ", "")
        if len(bare) > LONGEST_KEY:
            return
        has_gap = any(character.isspace() for character in text[start : word.end])
        has_digit = any(character.isdigit() for character in bare)
        if has_digit or not (has_gap or (count == 1 and bare in ORDINARY)):
            for form in forms_of(bare):
                yield Run(f"n:{form}", begins, word.end)


def forms_of(bare: str) -> list[str]:
    """Return the forms that an identifier without gaps may have in the register.

    For example, 07700 for +44 7700.
    """
    if not bare.isdigit():
        return [bare]
    forms = [bare, bare.removeprefix("00"), bare.lstrip("0")]
    if british := BRITISH.fullmatch(bare):
        forms.append(f"0{british[1]}")
    if MOBILE.fullmatch(bare):
        forms.append(f"0{bare}")
    if len(bare) in IMEI:
        forms.append(bare[:14])
    return list(dict.fromkeys(forms))


def references_in(text: str) -> list[tuple[int, int]]:
    """Return the positions of Broadhurst references in a text."""
    return [match.span() for match in REFERENCE.finditer(text)]


def spans_of(names: Iterable[Sequence[str]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the positions of names, given as folded words, in a text."""
    by_first_word: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if name:
            by_first_word.setdefault(name[0], set()).add(tuple(name))
    positions = []
    for place, word in enumerate(words):
        for name in by_first_word.get(word.folded, ()):
            candidate = words[place : place + len(name)]
            if tuple(word_here.folded for word_here in candidate) == name:
                positions.append((word.start, candidate[-1].end))
    return positions


def outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that are inside no other, in the order of the text."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not outer or end > outer[-1][1]:
            outer.append((start, end))
    return outer


def is_within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a span is inside any of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)
