"""Matches that a duty desk decides, however high their weight is.

Twins have the same surname and date of birth, which weigh as much as a whole name if the surname is
rare. The levels of `comparisons.py` compare letters. Two first names that are different there may
still be one name, so they are compared once more.
"""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import unpack_letters
from broadhurst_linkage.names import are_like, canonical
from broadhurst_linkage.scoring.comparisons import BORN, BORN_AGREES, COMPARISONS, FIRST

Row = NDArray[np.uint64]
SURNAME = next(at for at, comparison in enumerate(COMPARISONS) if comparison.name == "surname")
DATE = COMPARISONS.index(BORN)
DIFFERENT, DATES_DIFFER = len(FIRST.levels), len(BORN.levels)
A_FORM, OTHER_WAY_ROUND = 2, 7  # levels of surnames
TWO_LETTERS = 8  # of first names and of surnames
SURNAMES_APART = (4, 5, 6, TWO_LETTERS)  # one or two letters, or only the sound
# One or two letters apart, and another sound: in two scripts these are two names. Two forms of one
# name would sound the same by the tables (`encoding/two_scripts.py`).
OTHER_SOUND = {0: (3, TWO_LETTERS), SURNAME: (4, TWO_LETTERS)}
OTHER_FIRST_NAME = "wholly different, so a duty desk decides"
TURNED = "the names are in another order"
TURNED_UNDATED = f"{TURNED}, and the dates of birth do not agree, so a duty desk decides"
OTHER_SURNAME = "another Chinese surname, perhaps, so a duty desk decides"


def desk_decides(
    row: Row, other: Row, levels: NDArray[np.int8], *, is_turned: bool = False
) -> dict[str, str]:
    """Return the bars that make a desk decide, by name, each with its words.

    It is empty if both units are notified of a match at once. Names that agree in another order
    (`is_turned`) may be a son's: Hassan Ahmed Ali is a son of Ahmed Ali Hassan.
    """
    if is_turned and not 1 <= levels[DATE] <= BORN_AGREES:
        return {FIRST.words: TURNED_UNDATED}
    if levels[0] == DIFFERENT and _are_wholly_different(row, other):
        return {FIRST.words: OTHER_FIRST_NAME}
    surname = levels[SURNAME]
    if surname > A_FORM and surname != OTHER_WAY_ROUND and _is_chinese(row) and _is_chinese(other):
        return {COMPARISONS[SURNAME].words: OTHER_SURNAME}
    return {}


def are_two_people(row: Row, other: Row, levels: NDArray[np.int8]) -> bool:
    """Return whether two people match only if their dates of birth agree.

    Their surnames, or their names in two scripts, are too far apart to be one name by itself.
    """
    if 1 <= levels[DATE] <= BORN_AGREES:
        return False
    if levels[SURNAME] in SURNAMES_APART and _is_chinese(row) and _is_chinese(other):
        return True
    is_across = (row[rows.STREET] ^ other[rows.STREET]) & rows.OTHER_SCRIPT != 0
    return bool(is_across and any(levels[at] in apart for at, apart in OTHER_SOUND.items()))


def _are_wholly_different(row: Row, other: Row) -> bool:
    """Return whether no first name of two rows is like a first or middle name of the other."""
    mine, theirs = _given(row), _given(other)
    pairs = [*product(mine[:1], theirs), *product(mine[1:], theirs[:1])]
    return not any(_are_like(*sorted(pair)) for pair in pairs)


def _given(row: Row) -> list[int]:
    """Return the packed first name, and the middle name if there is one."""
    return [int(row[word]) for word in (rows.FIRST, rows.MIDDLE) if row[word]]


@lru_cache(maxsize=1 << 14)
def _are_like(name: int, other: int) -> bool:
    return are_like(unpack_letters(name), unpack_letters(other))


def _is_chinese(row: Row) -> bool:
    """Return whether the first name is one of two syllables that `names.chinese` has read.

    Its form and its sound are the same then. One letter makes another surname of many of them.
    """
    form, sound = row[rows.FIRST_IDS] & rows.LOW, row[rows.FIRST_IDS] >> rows.HIGH
    return bool(form == sound and form) and not _is_plain(int(row[rows.FIRST]), int(form))


@lru_cache(maxsize=1 << 14)
def _is_plain(name: int, form: int) -> bool:
    """Return whether a form is that of a name's letters: "Mlk" has no vowels, so it sounds so."""
    return rows.text_id(canonical(unpack_letters(name))) == form
