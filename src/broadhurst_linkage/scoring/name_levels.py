"""The levels of two rows for names, in compiled code.

They are the levels of `comparisons.py`, in the same order, and equal those of Splink. 0 means "not
known on one side".
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import longer, popcount, within_one, within_two

LOW = np.uint64(0xFFFFFFFF)
HIGH = np.uint64(32)
LETTER = np.uint64(5)
FIRST_LETTER = np.uint64(31)
ZERO = np.uint64(0)
Words = NDArray[np.uint64]


@njit(cache=True)
def first_level(q: Words, r: Words) -> int:
    """Return the level of two first names."""
    a, b = q[rows.FIRST], r[rows.FIRST]
    if a == ZERO or b == ZERO:
        return 0
    if a == b:
        return 1
    ids_q, ids_r = q[rows.FIRST_IDS], r[rows.FIRST_IDS]
    if (ids_q ^ ids_r) & LOW == ZERO:
        return 2
    distance = _letters_apart(q, r, a, b, np.uint64(0))
    if distance == 1:
        return 3
    if (ids_q ^ ids_r) >> HIGH == ZERO and ids_q >> HIGH != ZERO:
        return 4 if distance == 2 else 5
    return _other_first_level(q, r, a, b, distance)


@njit(cache=True)
def _other_first_level(q: Words, r: Words, a: np.uint64, b: np.uint64, distance: int) -> int:
    """Return the level of first names that differ in spelling and sound."""
    if _swapped(q, r):
        return 6
    if _crossed(q, r):
        return 7
    if distance == 2:
        return 8
    return 9 if _initial(a, b) else 10


@njit(cache=True)
def _letters_apart(q: Words, r: Words, a: np.uint64, b: np.uint64, half: np.uint64) -> int:
    """Return 1 or 2 if names are that many letters apart, else 3.

    Short names count as 3. A change touches two letters of the alphabet at most, so comparing
    letter sets rules out most pairs quickly.
    """
    sets = (q[rows.LETTER_SETS] ^ r[rows.LETTER_SETS]) >> half & LOW
    apart = popcount(sets)
    if apart > 4:
        return 3
    if apart <= 2 and longer(a, b, 2) and within_one(a, b):
        return 1
    if longer(a, b, 4) and within_two(a, b):
        return 2
    return 3


@njit(cache=True)
def _initial(a: np.uint64, b: np.uint64) -> bool:
    is_single_letter = a >> LETTER == ZERO or b >> LETTER == ZERO
    return bool(is_single_letter and (a ^ b) & FIRST_LETTER == ZERO)


@njit(cache=True)
def _swapped(q: Words, r: Words) -> bool:
    """Return whether first name and surname are swapped, perhaps respelt."""
    first_q, surname_q = q[rows.FIRST_IDS], q[rows.SURNAME_IDS]
    first_r, surname_r = r[rows.FIRST_IDS], r[rows.SURNAME_IDS]
    forms = (first_q ^ surname_r) & LOW == ZERO, (surname_q ^ first_r) & LOW == ZERO
    sounds = (first_q ^ surname_r) >> HIGH == ZERO, (surname_q ^ first_r) >> HIGH == ZERO
    return bool((forms[0] and sounds[1]) or (forms[1] and sounds[0]))


@njit(cache=True)
def _crossed(q: Words, r: Words) -> bool:
    """Return whether a first name is the surname or middle name of the other record.

    A surname or middle name that both have is not counted again.
    """
    main_q, main_r = q[rows.FIRST_IDS] & LOW, r[rows.FIRST_IDS] & LOW
    for ids in (rows.SURNAME_IDS, rows.MIDDLE_IDS):
        later_q, later_r = q[ids] & LOW, r[ids] & LOW
        if later_q != later_r and (main_q == later_r or main_r == later_q):
            return True
    return False


@njit(cache=True)
def middle_level(q: Words, r: Words) -> int:
    """Return the level of two middle names."""
    a, b = q[rows.MIDDLE], r[rows.MIDDLE]
    if a == ZERO or b == ZERO:
        return 0
    ids_q, ids_r = q[rows.MIDDLE_IDS], r[rows.MIDDLE_IDS]
    if (ids_q ^ ids_r) & LOW == ZERO:
        return 1
    if longer(a, b, 2) and within_one(a, b):
        return 2
    if (ids_q ^ ids_r) >> HIGH == ZERO and ids_q >> HIGH != ZERO:
        return 3
    return 4 if _initial(a, b) else 5


@njit(cache=True)
def surname_level(q: Words, r: Words) -> int:
    """Return the level of two surnames."""
    a, b = q[rows.SURNAME], r[rows.SURNAME]
    if a == ZERO or b == ZERO:
        return 0
    if a == b:
        return 1
    ids_q, ids_r = q[rows.SURNAME_IDS], r[rows.SURNAME_IDS]
    main_q, main_r = ids_q & LOW, ids_r & LOW
    if main_q == main_r:
        return 2
    if main_q == r[rows.OTHER_IDS] & LOW or main_r == q[rows.OTHER_IDS] & LOW:
        return 3
    distance = _letters_apart(q, r, a, b, HIGH)
    if distance == 1:
        return 4
    if (ids_q ^ ids_r) >> HIGH == ZERO and ids_q >> HIGH != ZERO:
        return 5 if distance == 2 else 6
    if _swapped(q, r):
        return 7
    return 8 if distance == 2 else 9
