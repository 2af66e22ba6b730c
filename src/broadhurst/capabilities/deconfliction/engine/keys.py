"""Match keys: two entries that may be the same share a key, and a key tells nothing by itself."""

from enum import IntEnum

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine import rows
from broadhurst.capabilities.deconfliction.engine.hashing import Secret, siphash
from broadhurst.capabilities.deconfliction.engine.packed import fold_mark

MOST = 80  # keys of one record
Words = NDArray[np.uint64]
Into = tuple[Words, NDArray[np.uint8], np.uint64, np.uint64]  # keys, kinds, the secret

NONE, ONE = np.uint64(0), np.uint64(1)
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)  # the halves of a word
LAST = np.uint64(255)
LETTER = np.uint64(31)
TWO_LETTERS, THREE_LETTERS = np.uint64((1 << 10) - 1), np.uint64((1 << 15) - 1)


class Kind(IntEnum):
    """What two records of one key have in common; `WORDS` says it to an officer."""

    BORN = 1
    SURNAME_DAY = 2
    FIRST_DAY = 3
    NAMES = 4
    NAMES_YEAR = 5
    NAMES_OUTWARD = 6
    NICK = 7
    NICK_YEAR = 8
    SURNAME_YEAR = 9
    FIRST_YEAR = 10
    SURNAME_OUTWARD = 11
    FIRST_SECTOR = 12
    POSTCODE = 13
    DOOR = 14
    PHONE = 15
    PHONE_END = 16
    PHONE_START = 17
    VEHICLE = 18
    VEHICLE_END = 19
    VEHICLE_START = 20
    SURNAME = 21
    GIVEN = 22
    FIRST_OUTWARD = 23
    SURNAME_MONTH = 24
    STREET = 25
    FIRST_START = 26
    SURNAME_START = 27


WORDS = {
    Kind.BORN: "date of birth",
    Kind.SURNAME_DAY: "surname and birthday",
    Kind.FIRST_DAY: "first name and birthday",
    Kind.NAMES: "two names",
    Kind.NAMES_YEAR: "two names and year of birth",
    Kind.NAMES_OUTWARD: "two names and postcode district",
    Kind.NICK: "form of the first name, and surname",
    Kind.NICK_YEAR: "form of the first name, surname and year of birth",
    Kind.SURNAME_YEAR: "surname, initial and year of birth",
    Kind.FIRST_YEAR: "first name and year of birth",
    Kind.SURNAME_OUTWARD: "surname and postcode district",
    Kind.FIRST_SECTOR: "first name and postcode sector",
    Kind.POSTCODE: "postcode",
    Kind.DOOR: "house number and postcode sector",
    Kind.PHONE: "telephone number",
    Kind.PHONE_END: "end of a telephone number",
    Kind.PHONE_START: "start of a telephone number",
    Kind.VEHICLE: "registration mark",
    Kind.VEHICLE_END: "end of a registration mark",
    Kind.VEHICLE_START: "start of a registration mark",
    Kind.SURNAME: "surname",
    Kind.GIVEN: "first name",
    Kind.FIRST_OUTWARD: "form of the first name and postcode district",
    Kind.SURNAME_MONTH: "surname, month and year of birth",
    Kind.STREET: "house number and street",
    Kind.FIRST_START: "form of the first name, and how the surname begins",
    Kind.SURNAME_START: "surname, and how the first name begins",
}


@njit(cache=True, inline="always")
def _both(a: np.uint64, b: np.uint64) -> np.uint64:
    """Two 32-bit numbers in one word, in either order; 0 if one is missing."""
    if a == NONE or b == NONE:
        return NONE
    return (a | b << HIGH) if a < b else (b | a << HIGH)


@njit(cache=True)
def _add(into: Into, n: int, kind: Kind, a: np.uint64, b: np.uint64) -> int:
    """Put the key of two things that are known behind the first n, unless it is there."""
    if a == NONE or b == NONE:
        return n
    out, kinds, k0, k1 = into
    key = siphash(k0, k1, np.uint64(kind), a, b)
    for i in range(n):
        if out[i] == key:
            return n
    out[n] = key
    kinds[n] = kind
    return n + 1


@njit(cache=True)
def keys_of(row: Words, secret: Secret, loose: bool, out: Words, kinds: NDArray[np.uint8]) -> int:
    """Fill in the keys of a row and their kinds; say how many. `loose`: also those of a slip."""
    into = (out, kinds, secret[0], secret[1])
    skeleton = row[rows.FIRST_IDS] >> HIGH
    form = row[rows.FIRST_IDS] & LOW
    middle = row[rows.MIDDLE_IDS] >> HIGH
    surname = row[rows.SURNAME_IDS] >> HIGH
    other = row[rows.OTHER_IDS] >> HIGH
    initial = row[rows.FIRST] & LETTER
    if row[rows.FIRST] <= LETTER:  # an initial is no first name
        skeleton, form = NONE, NONE
    if row[rows.MIDDLE] <= LETTER:
        middle = NONE
    n = _person_keys(into, 0, row, skeleton, form, surname, initial)
    n = _start_keys(into, n, row, form, surname)
    n = _add(into, n, Kind.NAMES, _both(middle, surname), ONE)
    n = _add(into, n, Kind.NAMES, _both(skeleton, middle), ONE)
    n = _add(into, n, Kind.NAMES, _both(skeleton, other), ONE)
    n = _add(into, n, Kind.SURNAME, other, ONE)
    if loose:  # first name and surname the wrong way round, or half a surname
        crossed = row[rows.SURNAME] & LETTER
        main = row[rows.SURNAME_IDS] & LOW
        n = _person_keys(into, n, row, surname, main, skeleton, crossed)
        n = _person_keys(into, n, row, skeleton, form, other, initial)
        n = _add(into, n, Kind.GIVEN, middle, ONE)
    n = _place_keys(into, n, row)
    return _thing_keys(into, n, row)


@njit(cache=True)
def _person_keys(
    into: Into, n: int, row: Words,
    skeleton: np.uint64, form: np.uint64, surname: np.uint64, initial: np.uint64,
) -> int:  # fmt: skip
    """The keys of a first name and a surname, alone and with birth and place."""
    names = _both(skeleton, surname)
    nick = NONE
    if form != NONE and surname != NONE:
        nick = form | surname << HIGH
    n = _add(into, n, Kind.NAMES, names, ONE)
    n = _add(into, n, Kind.NICK, nick, ONE)
    n = _add(into, n, Kind.SURNAME, surname, ONE)
    n = _add(into, n, Kind.GIVEN, skeleton, ONE)
    n = _birth_keys(into, n, row, names, nick, form, surname, initial)
    outward = row[rows.POSTCODE] >> np.uint64(24)
    sector = row[rows.POSTCODE] >> np.uint64(16)
    if sector & LAST == NONE:
        sector = NONE
    n = _add(into, n, Kind.NAMES_OUTWARD, names, outward)
    n = _add(into, n, Kind.SURNAME_OUTWARD, surname, outward)
    n = _add(into, n, Kind.FIRST_OUTWARD, form, outward)
    return _add(into, n, Kind.FIRST_SECTOR, skeleton, sector)


@njit(cache=True)
def _start_keys(into: Into, n: int, row: Words, form: np.uint64, surname: np.uint64) -> int:
    """The keys of one name and how the other begins: a wrong consonant changes what it sounds."""
    first, last = row[rows.FIRST] & TWO_LETTERS, row[rows.SURNAME] & THREE_LETTERS
    n = _add(into, n, Kind.FIRST_START, form, last)
    return _add(into, n, Kind.SURNAME_START, surname, first)


@njit(cache=True)
def _birth_keys(
    into: Into, n: int, row: Words,
    names: np.uint64, nick: np.uint64, form: np.uint64, surname: np.uint64, initial: np.uint64,
) -> int:  # fmt: skip
    """The keys of a date of birth, alone and with names; day and month in either order."""
    born = row[rows.BORN] & LOW
    year = born >> np.uint64(16)
    month = born >> np.uint64(8)
    birthday = _both(month & LAST, born & LAST)
    n = _add(into, n, Kind.BORN, birthday, year)
    n = _add(into, n, Kind.SURNAME_DAY, surname, birthday)
    n = _add(into, n, Kind.FIRST_DAY, form, birthday)
    n = _add(into, n, Kind.NAMES_YEAR, names, year)
    n = _add(into, n, Kind.NICK_YEAR, nick, year)
    n = _add(into, n, Kind.FIRST_YEAR, form, year)
    if month & LAST != NONE:
        n = _add(into, n, Kind.SURNAME_MONTH, surname, month)
    if surname != NONE and initial != NONE:
        n = _add(into, n, Kind.SURNAME_YEAR, surname | initial << HIGH, year)
    return n


@njit(cache=True)
def _place_keys(into: Into, n: int, row: Words) -> int:
    """The keys of an address."""
    house = row[rows.DOOR] & LOW
    postcode = row[rows.POSTCODE]
    sector = postcode >> np.uint64(16)
    if postcode & LAST != NONE:
        n = _add(into, n, Kind.POSTCODE, postcode, ONE)
    if sector & LAST != NONE:
        n = _add(into, n, Kind.DOOR, house, sector)
    if row[rows.DOOR] >> HIGH != NONE:
        place = postcode >> np.uint64(24)
        if place == NONE:
            place = row[rows.TOWN] & rows.TOWN_BITS
        n = _add(into, n, Kind.STREET, row[rows.DOOR], place)
    return n


@njit(cache=True)
def _thing_keys(into: Into, n: int, row: Words) -> int:
    """The keys of a telephone and a vehicle: whole, and each end, for a slip is in one of them."""
    phone = row[rows.PHONE]
    n = _add(into, n, Kind.PHONE, phone, ONE)
    n = _add(into, n, Kind.PHONE_END, phone & np.uint64(0xFFFFFF), ONE)
    n = _add(into, n, Kind.PHONE_START, phone >> np.uint64(20), ONE)
    vehicle = fold_mark(row[rows.VEHICLE])
    n = _add(into, n, Kind.VEHICLE, vehicle, ONE)
    n = _add(into, n, Kind.VEHICLE_END, vehicle & LOW, ONE)
    return _add(into, n, Kind.VEHICLE_START, vehicle >> np.uint64(24), ONE)
