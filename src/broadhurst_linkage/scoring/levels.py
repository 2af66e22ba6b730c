"""The levels of two rows for each comparison but names, in compiled code.

They are the levels of `comparisons.py`, in the same order, and equal those of Splink. 0 means "not
known on one side". `name_levels.py` has those of names.
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
    within_one,
    within_two,
)
from broadhurst_linkage.encoding.streets import SIDE_SHIFT, TYPE_SHIFT

LOW = np.uint64(0xFFFFFFFF)
HIGH = np.uint64(32)
FIRST_LETTER = np.uint64(31)
DIGIT = np.uint64(4)
BYTE = np.uint64(8)
LAST = np.uint64(255)
HALF = np.uint64(16)
HALF_MASK = np.uint64(0xFFFF)
OUTWARD = np.uint64(24)
NEW_YEAR = np.uint64(0x0101)
ZERO = np.uint64(0)
TYPE_BITS, SIDE_BITS = np.uint64(TYPE_SHIFT), np.uint64(SIDE_SHIFT)
NAME_MASK = np.uint64((1 << TYPE_SHIFT) - 1)
Words = NDArray[np.uint64]


@njit(cache=True)
def sex_level(q: Words, r: Words) -> int:
    """Return the level of two sexes."""
    a, b = q[rows.BORN] >> HIGH, r[rows.BORN] >> HIGH
    if a == ZERO or b == ZERO:
        return 0
    return 1 if a == b else 2


@njit(cache=True)
def born_level(q: Words, r: Words) -> int:
    """Return the level of two dates of birth, which may be years only."""
    a, b = q[rows.BORN] & LOW, r[rows.BORN] & LOW
    year_a, year_b = a >> HALF, b >> HALF
    if year_a == ZERO or year_b == ZERO:
        return 0
    are_full = a & LAST != ZERO and b & LAST != ZERO
    if are_full:
        level = _whole_dates(a, b)
        if level:
            return level
    day_a, day_b = a & HALF_MASK, b & HALF_MASK
    if year_a == year_b:
        return 5 if not are_full or day_a == NEW_YEAR or day_b == NEW_YEAR else 6
    if are_full and day_a == day_b:
        return 7
    return 8 if abs(_year(a) - _year(b)) <= 2 else 9


@njit(cache=True)
def _whole_dates(a: np.uint64, b: np.uint64) -> int:
    """Return 1 or 2 (same), 3 (day and month swapped), 4 (one digit) or 0."""
    if a == b:
        return 2 if a & HALF_MASK == NEW_YEAR else 1
    turned = (b & ~HALF_MASK) | (b & LAST) << BYTE | (b >> BYTE & LAST)
    if a == turned:
        return 3
    return 4 if digits_differing(a, b) == 1 else 0


@njit(cache=True)
def _year(date: np.uint64) -> int:
    """Return the year of a date in four-bit digits as a number."""
    digits = int(date >> HALF)
    pairs = (digits & 0x0F0F) + 10 * (digits >> 4 & 0x0F0F)
    return (pairs & 255) + 100 * (pairs >> 8)


@njit(cache=True)
def address_level(q: Words, r: Words) -> int:
    """Return the level of two addresses."""
    a, b = q[rows.POSTCODE], r[rows.POSTCODE]
    door_q, door_r = q[rows.DOOR], r[rows.DOOR]
    have_postcodes = a != ZERO and b != ZERO
    if not have_postcodes and (door_q >> HIGH == ZERO or door_r >> HIGH == ZERO):
        return 0
    same_house = (door_q ^ door_r) & LOW == ZERO and door_q & LOW != ZERO
    same_postcode = have_postcodes and a == b and a & LAST != ZERO
    if same_postcode:
        return 1 if same_house else 3
    same_sector = have_postcodes and (a ^ b) >> HALF == ZERO and a >> HALF & LAST != ZERO
    town_q, town_r = q[rows.TOWN] & rows.TOWN_BITS, r[rows.TOWN] & rows.TOWN_BITS
    same_town = town_q == town_r and town_q != ZERO
    same_area = same_town or (have_postcodes and (a ^ b) >> OUTWARD == ZERO)
    same_street = same_area and _same_street(q, r)
    if same_house and (same_sector or same_street):
        return 2
    if same_street:
        return 4
    if same_sector:
        return 5
    return 6 if same_area else 7


@njit(cache=True)
def _same_street(q: Words, r: Words) -> bool:
    """Return whether two streets are one, or one may be a misspelling of the other.

    Streets of different types or sides, or with different first letters like mill and hill, are
    two streets.
    """
    street_q, street_r = q[rows.DOOR] >> HIGH, r[rows.DOOR] >> HIGH
    if street_q == ZERO or street_r == ZERO:
        return False
    if street_q == street_r:
        return True
    a, b = q[rows.STREET], r[rows.STREET]
    type_a, type_b = a >> TYPE_BITS & FIRST_LETTER, b >> TYPE_BITS & FIRST_LETTER
    if type_a != type_b and type_a != ZERO and type_b != ZERO:
        return False
    if ((a ^ b) & ~rows.OTHER_SCRIPT) >> SIDE_BITS != ZERO or (a ^ b) & FIRST_LETTER != ZERO:
        return False
    a, b = a & NAME_MASK, b & NAME_MASK
    near = longer(a, b, 5) and within_one(a, b)
    return bool(near or (longer(a, b, 8) and within_two(a, b)))


@njit(cache=True)
def phone_level(q: Words, r: Words) -> int:
    """Return the level of two phone numbers."""
    a, b = q[rows.PHONE], r[rows.PHONE]
    if a == ZERO or b == ZERO:
        return 0
    if a == b:
        return 1
    return 2 if digits_differing(a, b) == 1 and _same_length(a, b, DIGIT) else 3


@njit(cache=True)
def vehicle_level(q: Words, r: Words) -> int:
    """Return the level of two registration marks."""
    a, b = q[rows.VEHICLE], r[rows.VEHICLE]
    if a == ZERO or b == ZERO:
        return 0
    if a == b:
        return 1
    if fold_mark(a) == fold_mark(b):
        return 2
    return 3 if characters_differing(a, b) == 1 and _same_length(a, b, BYTE) else 4


@njit(cache=True)
def _same_length(a: np.uint64, b: np.uint64, bits: np.uint64) -> bool:
    """Return whether two words have the same number of characters of that many bits."""
    while a >> bits != ZERO and b >> bits != ZERO:
        a >>= bits
        b >>= bits
    return bool(a >> bits == ZERO and b >> bits == ZERO)
