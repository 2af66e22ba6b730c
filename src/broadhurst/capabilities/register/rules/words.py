"""Everything in a text that the register could hold: names by the word, identifiers by the sign.

Pure. A text is cut into words; each run of words is a key to look up. The database folds each word
(`register_fold`), so that both sides are written the same way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_WORDS, MOST_SIGNS, LONGEST_KEY = 6, 10, 160
ORDINARY = frozenset((Path(__file__).parent / "ordinary_words.txt").read_text().split())
# A word with its apostrophes, without the 's of a possessive.
WORD = re.compile(r"[^\W_]+(?:['’‘](?!s\b)[^\W_]+)*", re.IGNORECASE)
# Any reference that Broadhurst gives a record.
REFERENCE = re.compile(r"\b[A-Z]{3}-[2-9BCDFGHJKMNPQRSTVWXYZ]{6,12}\b", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
HOUSE = re.compile(r"\b\d+[a-z]?\b", re.IGNORECASE)
NEAR_A_POSTCODE = 80  # signs before a postcode in which its house number stands
BRITISH = re.compile(r"(?:00)?440?(\d{9,10})")
MOBILE = re.compile(r"7\d{9}")
IMEI = range(14, 18)


@dataclass(frozen=True)
class Word:
    """A word of a text, where it is, and how the database folds it."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Run:
    """A run of words that could be in the register, under the key it would have there."""

    key: str
    start: int
    end: int


def words_of(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    return [found.span() for found in WORD.finditer(text)]


def folded(text: str, folds: Mapping[str, str]) -> list[Word]:
    """The words of a text as the database folds them; what folds to nothing is left out."""
    each = ((start, end, folds[text[start:end]]) for start, end in words_of(text))
    return [Word(start, end, fold) for start, end, fold in each if fold]


def runs(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Every run of words that could be a name or an identifier."""
    for first in range(len(words)):
        yield from _names(words[first : first + MOST_WORDS])
        yield from _identifiers(text, words[first : first + MOST_SIGNS])
    for found in POSTCODE.finditer(text):
        code, begins = re.sub(r"\s", "", found[0]).lower(), max(0, found.start() - NEAR_A_POSTCODE)
        for house in HOUSE.finditer(text, begins, found.start()):
            yield Run(f"a:{code} {house[0].lower()}", house.start(), found.end())


def _names(words: Sequence[Word]) -> Iterator[Run]:
    for many in range(1, len(words) + 1):
        key = " ".join(word.folded for word in words[:many])
        if many > 1 or key not in ORDINARY:
            yield Run(f"w:{key}", words[0].start, words[many - 1].end)


def _identifiers(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Runs with a digit in them, or without a gap: a number, a registration, a handle."""
    start, bare = words[0].start, ""
    begins = start - text[:start].endswith("+")  # of +44
    for many, word in enumerate(words, 1):
        bare += word.folded.replace(" ", "")
        if len(bare) > LONGEST_KEY:
            return
        has_gap = any(sign.isspace() for sign in text[start : word.end])
        has_digit = any(sign.isdigit() for sign in bare)
        if has_digit or not (has_gap or (many == 1 and bare in ORDINARY)):
            for form in forms_of(bare):
                yield Run(f"n:{form}", begins, word.end)


def forms_of(bare: str) -> list[str]:
    """An identifier without its gaps, as the register may hold it: +44 7700 is 07700."""
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
    """Where a text holds a reference, of whatever record."""
    return [found.span() for found in REFERENCE.finditer(text)]


def spans_of(names: Iterable[Sequence[str]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where any of some names, given as folded words, stands in a text."""
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if name:
            wanted.setdefault(name[0], set()).add(tuple(name))
    found = []
    for place, word in enumerate(words):
        for name in wanted.get(word.folded, ()):
            here = words[place : place + len(name)]
            if tuple(one.folded for one in here) == name:
                found.append((word.start, here[-1].end))
    return found


def outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie in no other, in the order of the text."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def is_within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a span lies in any of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)
