"""Parse a full name, in any script, into the words that identify the person."""

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from broadhurst_linkage.names import script
from broadhurst_linkage.names.tables import part, sections
from broadhurst_linkage.normalise.person import fold

LONGEST = 24
MISREAD = str.maketrans("013589", "oiesbg")
TITLES, PARTICLES, FRONT = part("titles"), part("particles"), part("front")
LEADING_TITLES = part("leading titles")
ABD, FAITH = part("abd"), part("faith")
JOINED = part("joined")
VIETNAMESE = part("vietnamese")  # Surnames that come first, or last as in English.
# Irish and Welsh words before a surname, in the form that stands in a surname of one word:
# "Ní Bhriain" is a daughter of Ó Briain, and "ap Rhys" a son of Rhys.
FAMILY = {"o": "o", "ui": "o", "ni": "o", "nic": "mac", "mhic": "mac", "ap": "ap", "ab": "ab"}
LENITED = re.compile("^([bcdfgmpst])h")


class Word(NamedTuple):
    """One name in Latin letters and as written (folded), with its script."""

    latin: str
    written: str
    script: str


def tokens(text: str) -> list[str]:
    """Return the folded names of a text in Latin letters, without titles.

    "Dr. Abd al-Rahman Ó Briain" gives abdulrahman, obriain. A text of particles only keeps them, so
    the result is empty only if the text has no letter.
    """
    return [word.latin for word in words(text)]


def is_latin(text: str) -> bool:
    """Return whether every word of the text is written in Latin letters."""
    return text.isascii() or all(word.script == "latin" for word in words(text))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[Word, ...]:
    """Return the names like `tokens`, with their original spelling and script."""
    if not text.isascii():  # "Ó" stands apart from the name that it belongs to
        text = text.replace("Ó ", "Ó").replace("ó ", "ó")
    pieces = normalize("NFC", fold(script.spelt_out(text))).split()
    pieces = [part for piece in pieces for part in _without_article(piece)]
    every = [word for piece in pieces for word in _read_piece(piece, alone=len(pieces) == 1)]
    untitled = [word for word in every if word.latin not in TITLES] or every
    while len(untitled) > 2 and untitled[0].latin in LEADING_TITLES:
        untitled = untitled[1:]
    return tuple(_without_particles(_join(untitled)))


def _read_piece(piece: str, *, alone: bool) -> list[Word]:
    kind = script.of_word(piece)
    if not piece.isalpha():
        piece = _without_digits(piece)
    written = piece.translate(script.TO_KNOWN_LETTERS)[:LONGEST]
    spelt = script.romanise(piece, alone=alone) if piece else []
    return [Word(latin[:LONGEST], written, kind) for latin in spelt]


def _without_digits(piece: str) -> str:
    """Read digits in a word as letters ("Ig0r"); a number alone is not a name."""
    if not any(c.isalpha() for c in piece):
        return ""
    return "".join(c for c in piece.translate(MISREAD) if not c.isdecimal())


def _without_article(piece: str) -> list[str]:
    """Split off the article, which Arabic writes as one word with the name."""
    return ["ال", piece[2:]] if piece.startswith("ال") and len(piece) > 4 else [piece]


def _join(parts: list[Word]) -> list[Word]:
    """Join Abd, Mc and O' with the next name, and "al-Din" with the name before it."""
    joined: list[Word] = []
    at = 0
    while at < len(parts):
        word = parts[at]
        if word.latin in ABD and at + 1 < len(parts):
            at += _skip(parts, at + 1)
            joined.append(
                _joined("abdul" if parts[at].script == "latin" else "abd", word, parts[at])
            )
        elif word.latin in JOINED and at + 1 < len(parts):
            at += 1
            joined.append(_joined(word.latin, word, parts[at]))
        elif word.latin in FAMILY and (name := _family_name(word, parts[at + 1 : at + 2])):
            at += 1
            joined.append(name)
        elif word.latin in FAITH and len(joined) > 1 and joined[-1].latin in PARTICLES:
            before = joined[-2]
            joined[-2:] = [_joined(f"{before.latin}ud", before, word)]
        else:
            joined.append(word)
        at += 1
    return joined


def _family_name(word: Word, after: list[Word]) -> Word | None:
    """Return an Irish or Welsh surname of two words as one, or None if it is not one.

    After "Ní", "Uí" and "Nic" the first letter is lenited: "Ní Bhriain" is of the Ó Briain.
    """
    if not after:
        return None
    (name,) = after
    start, rest = FAMILY[word.latin], name.latin
    is_lenited = start != word.latin and LENITED.match(rest)
    if is_lenited:
        rest = LENITED.sub(r"\1", rest)
    elif f"{start}{rest}" not in _gaelic():
        return None
    return _joined(start, word, name._replace(latin=rest))


@cache
def _gaelic() -> frozenset[str]:
    """Return the surnames of Ireland and Wales that the table of variants has, as one word."""
    return frozenset(name for line in sections("variants.txt")["gaelic"] for name in line)


def _skip(parts: list[Word], at: int) -> int:
    """Return how many words after Abd its name is: 2 past "al", else 1."""
    return 2 if parts[at].latin in PARTICLES and at + 1 < len(parts) else 1


def _joined(start: str, first: Word, second: Word) -> Word:
    latin = f"{start}{second.latin}"[:LONGEST]
    return Word(latin, f"{first.written}{second.written}"[:LONGEST], second.script)


def _without_particles(parts: list[Word]) -> list[Word]:
    if len(parts) > 2 and parts[0].latin in VIETNAMESE:
        return parts
    if len(parts) > 1 and parts[-1].latin in VIETNAMESE:
        return parts
    kept = [
        word
        for at, word in enumerate(parts)
        if word.latin not in PARTICLES
        or word.script == "cjk"
        or (at == 0 and len(parts) <= 2 and word.latin in FRONT)
    ]
    return kept or parts
