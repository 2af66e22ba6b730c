"""A full name, of any script and format, to the words that tell who it is."""

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from broadhurst_linkage.names import script
from broadhurst_linkage.names.tables import part
from broadhurst_linkage.normalise.person import fold

LONGEST = 24
MISREAD = str.maketrans("013589", "oiesbg")
TITLES, PARTICLES, FRONT = part("titles"), part("particles"), part("front")
ABD, FAITH = part("abd"), part("faith")
JOINED = part("joined")
VIETNAMESE = part("vietnamese")  # Surnames that stand in front.


class Word(NamedTuple):
    """One name: in Latin letters, as it was written (folded), and the script of that."""

    latin: str
    written: str
    script: str


def tokens(text: str) -> list[str]:
    """The names in a text, folded, in Latin letters, in order; no titles and no particles.

    "Dr. Abd al-Rahman Ó Briain" is abdulrahman, obriain. A text of particles alone keeps them,
    so that a name is never empty unless the text has no letter.
    """
    return [word.latin for word in words(text)]


def is_latin(text: str) -> bool:
    """Whether every word of it is written in Latin letters."""
    return text.isascii() or all(word.script == "latin" for word in words(text))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[Word, ...]:
    """The same with how each was written, for comparing across scripts."""
    pieces = normalize("NFC", fold(script.spelt_out(text))).split()
    pieces = [part for piece in pieces for part in _without_article(piece)]
    found = [word for piece in pieces for word in _of_piece(piece, alone=len(pieces) == 1)]
    found = [w for w in found if w.latin not in TITLES] or found
    return tuple(_without_particles(_joined(found)))


def _of_piece(piece: str, *, alone: bool) -> list[Word]:
    kind = script.of_word(piece)
    if not piece.isalpha():
        piece = _without_digits(piece)
    written = piece.translate(script.AS_KNOWN)[:LONGEST]
    spelt = script.romanise(piece, alone=alone) if piece else []
    return [Word(latin[:LONGEST], written, kind) for latin in spelt]


def _without_digits(piece: str) -> str:
    """Digits within a word are letters misread ("Ig0r"); a number alone is no name."""
    if not any(c.isalpha() for c in piece):
        return ""
    return "".join(c for c in piece.translate(MISREAD) if not c.isdecimal())


def _without_article(piece: str) -> list[str]:
    """Arabic writes "the" as one word with the name."""
    return ["ال", piece[2:]] if piece.startswith("ال") and len(piece) > 4 else [piece]


def _joined(found: list[Word]) -> list[Word]:
    """Abd with its next name, Mc and O' with theirs, "al-Din" with the one before."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        if word.latin in ABD and at + 1 < len(found):
            at += _skip(found, at + 1)
            out.append(_glued("abdul" if found[at].script == "latin" else "abd", word, found[at]))
        elif word.latin in JOINED and at + 1 < len(found):
            at += 1
            out.append(_glued(word.latin, word, found[at]))
        elif word.latin in FAITH and len(out) > 1 and out[-1].latin in PARTICLES:
            before = out[-2]
            out[-2:] = [_glued(f"{before.latin}ud", before, word)]
        else:
            out.append(word)
        at += 1
    return out


def _skip(found: list[Word], at: int) -> int:
    """How far from Abd its name is: past "al", if a name follows."""
    return 2 if found[at].latin in PARTICLES and at + 1 < len(found) else 1


def _glued(start: str, first: Word, second: Word) -> Word:
    latin = f"{start}{second.latin}"[:LONGEST]
    return Word(latin, f"{first.written}{second.written}"[:LONGEST], second.script)


def _without_particles(found: list[Word]) -> list[Word]:
    if found and found[0].latin in VIETNAMESE and len(found) > 2:
        return found
    kept = [
        word
        for at, word in enumerate(found)
        if word.latin not in PARTICLES or (at == 0 and len(found) <= 2 and word.latin in FRONT)
    ]
    return kept or found
