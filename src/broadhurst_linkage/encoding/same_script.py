"""Two names in one script other than Latin, compared as they are written.

Their Latin readings lose vowels, tones and letters, so two names may have one reading. Only words
that are written alike, or that the table of variants has as one name, count as the same.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from broadhurst_linkage import names
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.rows import Row
from broadhurst_linkage.names.parse import words
from broadhurst_linkage.names.tables import part
from broadhurst_linkage.names.variants import forms, table
from broadhurst_linkage.records import Record

# The least letters of two words that may be one word with a slip. Arabic and Hebrew write no short
# vowels, so one letter in five is another name. A Chinese or Korean character is a syllable.
LEAST_LETTERS = {"arabic": 7, "hebrew": 7, "cjk": 99, "hangul": 99}
USUAL_LEAST_LETTERS = 5
SYLLABIC = ("cjk", "hangul")  # a character is a syllable, and the surname comes first
TWO_CHARACTERS = part("two characters")
PLACES = ("first", "middle", "surname")
WORDS_OF = {
    "first": (rows.FIRST, rows.FIRST_IDS),
    "middle": (rows.MIDDLE, rows.MIDDLE_IDS),
    "surname": (rows.SURNAME, rows.SURNAME_IDS),
}
SOUND = np.uint64(0xFFFFFFFF << 32)


class Written(NamedTuple):
    """A word of a name: in Latin letters, and as it is written."""

    latin: str
    written: str


@lru_cache(maxsize=65536)
def script_of(name: str) -> str:
    """Return the script that all words of a name have, or "" if they have several."""
    scripts = {word.script for word in words(name)}
    return scripts.pop() if len(scripts) == 1 else ""


def are_in_one_script(name: str, other: str) -> bool:
    """Return whether two names are in the same script, and it is not Latin."""
    return script_of(name) not in ("", "latin") and script_of(name) == script_of(other)


def is_read_alone(name: str) -> bool:
    """Return whether a name is in Chinese characters, which have one reading in Latin letters."""
    return script_of(name) == "cjk"


def rows_as_written(name: str, other: str) -> tuple[Row, Row]:
    """Return the rows of two names in one script. Only words that are written alike agree."""
    script = script_of(name)
    mine, theirs = _parts(name, script), _parts(other, script)
    every = [word for part in mine.values() for word in part]
    respelt = {
        place: [_respelt(word, every, script) for word in part] for place, part in theirs.items()
    }
    first, two = (rows.encode(Record(**_texts(parts))) for parts in (mine, respelt))
    if script == "cjk":
        _keep_sounds(first, two, rows.encode(Record(**_texts(theirs))))
    return first, two


def _parts(name: str, script: str) -> dict[str, list[Written]]:
    """Return the words of the first, middle and last name."""
    if script in SYLLABIC:
        return _syllabic_parts("".join(word.written for word in _once(name)))
    written = {word.latin: word.written for word in words(name)}
    parts = zip(PLACES, names.split(name), strict=True)
    return {
        place: [Written(latin, written.get(latin, latin)) for latin in text.split()]
        for place, text in parts
    }


def _once(name: str) -> list[Written]:
    """Return the words of a name, once each: one written word may be two in Latin letters."""
    seen: dict[str, Written] = {}
    for word in words(name):
        seen.setdefault(word.written, Written(word.latin, word.written))
    return list(seen.values())


def _syllabic_parts(written: str) -> dict[str, list[Written]]:
    size = 2 if written[:2] in TWO_CHARACTERS and len(written) > 2 else 1
    family, first = written[:size], written[size:]
    latin = ["".join(names.tokens(f"{part}·x")[:-1]) if part else "" for part in (family, first)]
    return {
        "first": [Written(latin[1], first)] if first else [],
        "middle": [],
        "surname": [Written(latin[0], family)],
    }


def _respelt(word: Written, others: list[Written], script: str) -> Written:
    """Return a word as it is if it agrees with a word of the other name, or else respelt."""
    if any(_agree(word, other, script) for other in others):
        return word
    digest = blake2b(word.written.encode(), digest_size=8).digest()
    return Written("".join(chr(ord("a") + byte % 26) for byte in digest), word.written)


def _agree(word: Written, other: Written, script: str) -> bool:
    if word.written == other.written:
        return True
    shortest = min(len(word.written), len(other.written))
    if shortest >= LEAST_LETTERS.get(script, USUAL_LEAST_LETTERS):
        return Levenshtein.distance(word.written, other.written, score_cutoff=1) <= 1
    if script == "cjk":  # the simplified and the traditional form of one surname
        return word.latin == other.latin and {word.written, other.written} <= {*forms(word.latin)}
    known = word.latin in table() and other.latin in table() and word.latin != other.latin
    return known and names.canonical(word.latin) == names.canonical(other.latin)


def _texts(parts: dict[str, list[Written]]) -> dict[str, str]:
    return {place: " ".join(word.latin for word in part) for place, part in parts.items()}


def _keep_sounds(row: Row, other: Row, read: Row) -> None:
    """Let two Chinese words of one sound sound the same: one may be simplified."""
    for word, ids in WORDS_OF.values():
        if row[word] and read[word] == row[word] != other[word]:
            sound = row[ids] & SOUND
            other[ids] = other[ids] & ~SOUND | sound
