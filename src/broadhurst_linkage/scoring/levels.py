"""The likeness of two rows, comparison by comparison: the levels that Splink finds, compiled.

They are those of `comparisons.py`, in their order; 0 is "not known on one side".
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import (
    characters_differing,
    digits_differing,
    fold_mark,
    longer,
    popcount,
    within_one,
    within_two,
)
from broadhurst_linkage.encoding.streets import SIDE, SORT

LOW = np.uint64(0xFFFFFFFF)
HIGH = np.uint64(32)
LETTER = np.uint64(5)
FIRST_LETTER = np.uint64(31)
BYTE = np.uint64(8)
LAST = np.uint64(255)
HALF = np.uint64(16)
HALF_MASK = np.uint64(0xFFFF)
OUTWARD = np.uint64(24)
NEW_YEAR = np.uint64(0x0101)
NOTHING = np.uint64(0)
ROAD, OF_ROAD = np.uint64(SORT), np.uint64(SIDE)
CALLED = np.uint64((1 << SORT) - 1)
Words = NDArray[np.uint64]


@njit(cache=True)
def first_level(q: Words, r: Words) -> int:
    """The level of two first names."""
    a, b = q[rows.FIRST], r[rows.FIRST]
    if a == NOTHING or b == NOTHING:
        return 0
    if a == b:
        return 1
    ids_q, ids_r = q[rows.FIRST_IDS], r[rows.FIRST_IDS]
    if (ids_q ^ ids_r) & LOW == NOTHING:
        return 2
    distance = _letters_apart(q, r, a, b, np.uint64(0))
    if distance == 1:
        return 3
    if (ids_q ^ ids_r) >> HIGH == NOTHING and ids_q >> HIGH != NOTHING:
        return 4 if distance == 2 else 5
    return _first_otherwise(q, r, a, b, distance)


@njit(cache=True)
def _first_otherwise(q: Words, r: Words, a: np.uint64, b: np.uint64, distance: int) -> int:
    """The level of first names that are neither nearly equal nor sound the same."""
    if _swapped(q, r):
        return 6
    if _crossed(q, r):
        return 7
    if distance == 2:
        return 8
    return 9 if _initial(a, b) else 10


@njit(cache=True)
def _letters_apart(q: Words, r: Words, a: np.uint64, b: np.uint64, half: np.uint64) -> int:
    """1 or 2 if the names are so few letters apart and long enough for it to mean anything, or 3.

    Each change touches two letters of the alphabet at most, so most pairs are told apart by that.
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
    one = a >> LETTER == NOTHING or b >> LETTER == NOTHING
    return bool(one and (a ^ b) & FIRST_LETTER == NOTHING)


@njit(cache=True)
def _swapped(q: Words, r: Words) -> bool:
    """Whether first name and surname are the other way round, one of them in another spelling."""
    first_q, surname_q = q[rows.FIRST_IDS], q[rows.SURNAME_IDS]
    first_r, surname_r = r[rows.FIRST_IDS], r[rows.SURNAME_IDS]
    forms = (first_q ^ surname_r) & LOW == NOTHING, (surname_q ^ first_r) & LOW == NOTHING
    sounds = (first_q ^ surname_r) >> HIGH == NOTHING, (surname_q ^ first_r) >> HIGH == NOTHING
    return bool((forms[0] and sounds[1]) or (forms[1] and sounds[0]))


@njit(cache=True)
def _crossed(q: Words, r: Words) -> bool:
    """Whether the first name of one is the surname or middle name of the other."""
    main_q, main_r = q[rows.FIRST_IDS] & LOW, r[rows.FIRST_IDS] & LOW
    later_q = q[rows.SURNAME_IDS] & LOW, q[rows.MIDDLE_IDS] & LOW
    later_r = r[rows.SURNAME_IDS] & LOW, r[rows.MIDDLE_IDS] & LOW
    return bool(main_q in later_r or main_r in later_q)


@njit(cache=True)
def middle_level(q: Words, r: Words) -> int:
    """The level of two middle names."""
    a, b = q[rows.MIDDLE], r[rows.MIDDLE]
    if a == NOTHING or b == NOTHING:
        return 0
    ids_q, ids_r = q[rows.MIDDLE_IDS], r[rows.MIDDLE_IDS]
    if (ids_q ^ ids_r) & LOW == NOTHING:
        return 1
    if longer(a, b, 2) and within_one(a, b):
        return 2
    if (ids_q ^ ids_r) >> HIGH == NOTHING and ids_q >> HIGH != NOTHING:
        return 3
    return 4 if _initial(a, b) else 5


@njit(cache=True)
def surname_level(q: Words, r: Words) -> int:
    """The level of two surnames."""
    a, b = q[rows.SURNAME], r[rows.SURNAME]
    if a == NOTHING or b == NOTHING:
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
    if (ids_q ^ ids_r) >> HIGH == NOTHING and ids_q >> HIGH != NOTHING:
        return 5 if distance == 2 else 6
    if _swapped(q, r):
        return 7
    return 8 if distance == 2 else 9


@njit(cache=True)
def sex_level(q: Words, r: Words) -> int:
    """The level of two sexes."""
    a, b = q[rows.BORN] >> HIGH, r[rows.BORN] >> HIGH
    if a == NOTHING or b == NOTHING:
        return 0
    return 1 if a == b else 2


@njit(cache=True)
def born_level(q: Words, r: Words) -> int:
    """The level of two dates of birth, each of which may be a year alone."""
    a, b = q[rows.BORN] & LOW, r[rows.BORN] & LOW
    year_a, year_b = a >> HALF, b >> HALF
    if year_a == NOTHING or year_b == NOTHING:
        return 0
    whole = a & LAST != NOTHING and b & LAST != NOTHING
    if whole:
        level = _whole_dates(a, b)
        if level:
            return level
    day_a, day_b = a & HALF_MASK, b & HALF_MASK
    if year_a == year_b:
        return 5 if not whole or day_a == NEW_YEAR or day_b == NEW_YEAR else 6
    if whole and day_a == day_b:
        return 7
    return 8 if abs(_year(a) - _year(b)) <= 2 else 9


@njit(cache=True)
def _whole_dates(a: np.uint64, b: np.uint64) -> int:
    """1 or 2 if two dates are the same, 3 if turned round, 4 if one digit apart; else 0."""
    if a == b:
        return 2 if a & HALF_MASK == NEW_YEAR else 1
    turned = (b & ~HALF_MASK) | (b & LAST) << BYTE | (b >> BYTE & LAST)
    if a == turned:
        return 3
    return 4 if digits_differing(a, b) == 1 else 0


@njit(cache=True)
def _year(date: np.uint64) -> int:
    """The year of a date in four-bit digits, as a number."""
    digits = int(date >> HALF)
    pairs = (digits & 0x0F0F) + 10 * (digits >> 4 & 0x0F0F)
    return (pairs & 255) + 100 * (pairs >> 8)


@njit(cache=True)
def address_level(q: Words, r: Words) -> int:
    """The level of two addresses."""
    a, b = q[rows.POSTCODE], r[rows.POSTCODE]
    door_q, door_r = q[rows.DOOR], r[rows.DOOR]
    coded = a != NOTHING and b != NOTHING
    if not coded and (door_q >> HIGH == NOTHING or door_r >> HIGH == NOTHING):
        return 0
    house = (door_q ^ door_r) & LOW == NOTHING and door_q & LOW != NOTHING
    full = coded and a == b and a & LAST != NOTHING
    if full:
        return 1 if house else 3
    sector = coded and (a ^ b) >> HALF == NOTHING and a >> HALF & LAST != NOTHING
    town_q, town_r = q[rows.TOWN] & rows.TOWN_BITS, r[rows.TOWN] & rows.TOWN_BITS
    town = town_q == town_r and town_q != NOTHING
    here = town or (coded and (a ^ b) >> OUTWARD == NOTHING)
    street = here and _same_street(q, r)
    if house and (sector or street):
        return 2
    if street:
        return 4
    if sector:
        return 5
    return 6 if here else 7


@njit(cache=True)
def _same_street(q: Words, r: Words) -> bool:
    """Whether two streets are one, or so few letters apart that one of them may be misspelt.

    Of two sorts or sides, or beginning otherwise, as mill and hill do, they are two streets.
    """
    one, other = q[rows.DOOR] >> HIGH, r[rows.DOOR] >> HIGH
    if one == NOTHING or other == NOTHING:
        return False
    if one == other:
        return True
    a, b = q[rows.STREET], r[rows.STREET]
    sort_a, sort_b = a >> ROAD & FIRST_LETTER, b >> ROAD & FIRST_LETTER
    if sort_a != sort_b and sort_a != NOTHING and sort_b != NOTHING:
        return False
    if ((a ^ b) & ~rows.OTHER_SCRIPT) >> OF_ROAD != NOTHING or (a ^ b) & FIRST_LETTER != NOTHING:
        return False
    a, b = a & CALLED, b & CALLED
    near = longer(a, b, 5) and within_one(a, b)
    return bool(near or (longer(a, b, 8) and within_two(a, b)))


@njit(cache=True)
def phone_level(q: Words, r: Words) -> int:
    """The level of two telephone numbers."""
    a, b = q[rows.PHONE], r[rows.PHONE]
    if a == NOTHING or b == NOTHING:
        return 0
    if a == b:
        return 1
    return 2 if digits_differing(a, b) == 1 and _same_length(a, b) else 3


@njit(cache=True)
def _same_length(a: np.uint64, b: np.uint64) -> bool:
    """Whether two words have their highest four-bit digit in the same place."""
    while a > np.uint64(15) and b > np.uint64(15):
        a >>= np.uint64(4)
        b >>= np.uint64(4)
    return bool(a <= np.uint64(15) and b <= np.uint64(15))


@njit(cache=True)
def vehicle_level(q: Words, r: Words) -> int:
    """The level of two registration marks."""
    a, b = q[rows.VEHICLE], r[rows.VEHICLE]
    if a == NOTHING or b == NOTHING:
        return 0
    if a == b:
        return 1
    if fold_mark(a) == fold_mark(b):
        return 2
    return 3 if characters_differing(a, b) == 1 and _same_marks_length(a, b) else 4


@njit(cache=True)
def _same_marks_length(a: np.uint64, b: np.uint64) -> bool:
    while a > LAST and b > LAST:
        a >>= BYTE
        b >>= BYTE
    return bool(a <= LAST and b <= LAST)
