"""Blocking keys: two records that may be one person share a key.

A key is a keyed hash, so it is useless to anyone without the secret.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.key_buffers import KeyBuffers, add, unordered_pair
from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import fold_mark
from broadhurst_linkage.encoding.rows import encode
from broadhurst_linkage.hashing import Secret, key_secret
from broadhurst_linkage.records import Record

MOST = 80  # keys of one record
Words = NDArray[np.uint64]
NameIds = tuple[np.uint64, np.uint64, np.uint64, np.uint64]  # first, middle, last, other name

NONE, ONE = np.uint64(0), np.uint64(1)
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)  # the halves of a word
LAST = np.uint64(255)
BYTE, HALF = np.uint64(8), np.uint64(16)
LETTER = np.uint64(31)
TWO_LETTERS, THREE_LETTERS = np.uint64(10), np.uint64(15)  # bits
FOUR_LETTERS, FIVE_LETTERS, SIX_LETTERS = np.uint64(20), np.uint64(25), np.uint64(30)
A_LETTER = np.uint64(5)
OUTWARD = np.uint64(24)  # bits of a postcode after its outward half
PHONE_END, VEHICLE_END = np.uint64(0xFFFFFF), np.uint64((1 << 40) - 1)  # 6 digits, 5 characters


@njit(cache=True)
def fill_keys(
    row: Words, secret: Secret, for_query: bool, out: Words, rules: NDArray[np.uint8]
) -> int:
    """Fill in the blocking keys of a row and their rules, and return how many.

    With `for_query`, add the keys that find a record with a typing error in one name.
    """
    buffers = (out, rules, secret[0], secret[1])
    skeleton = row[rows.FIRST_IDS] >> HIGH
    form = row[rows.FIRST_IDS] & LOW
    middle = row[rows.MIDDLE_IDS] >> HIGH
    second = row[rows.MIDDLE_IDS] & LOW
    surname = row[rows.SURNAME_IDS] >> HIGH
    other = row[rows.OTHER_IDS] >> HIGH
    first, last = row[rows.FIRST] & LETTER, row[rows.SURNAME] & LETTER
    another = row[rows.OTHER] & LETTER
    if row[rows.FIRST] <= LETTER:  # an initial is not a first name
        skeleton, form = NONE, NONE
    if row[rows.MIDDLE] <= LETTER:
        middle, second = NONE, NONE
    names = (skeleton, middle, surname, other)
    n = _birth_date_keys(buffers, 0, row, names)
    n = _name_keys(buffers, n, row, skeleton, form, surname, first, last)
    if other != NONE:
        n = _name_keys(buffers, n, row, skeleton, form, other, first, another)
    n = _typo_keys(buffers, n, row, form, second, surname, for_query)
    n = add(buffers, n, BlockingRule.NAMES, unordered_pair(middle, surname), ONE)
    n = add(buffers, n, BlockingRule.NAMES, unordered_pair(skeleton, middle), ONE)
    n = _single_name_keys(buffers, n, row, names, for_query)
    if for_query:  # names in swapped order, and one name in another form
        outward = row[rows.POSTCODE] >> OUTWARD
        n = add(buffers, n, BlockingRule.SURNAME_OUTWARD, skeleton, outward)
        n = add(buffers, n, BlockingRule.FIRST_OUTWARD, row[rows.SURNAME_IDS] & LOW, outward)
    n = _place_keys(buffers, n, row)
    return _phone_and_vehicle_keys(buffers, n, row)


@njit(cache=True)
def _name_keys(
    buffers: KeyBuffers, n: int, row: Words,
    skeleton: np.uint64, form: np.uint64, surname: np.uint64, first: np.uint64, last: np.uint64,
) -> int:  # fmt: skip
    """Add the keys of a first name and a surname, alone and with birth and place."""
    names = unordered_pair(skeleton, surname)
    nick = NONE
    if form != NONE and surname != NONE:
        nick = form | surname << HIGH
    n = add(buffers, n, BlockingRule.NAMES, names, ONE)
    n = _birth_and_name_keys(buffers, n, row, names, nick, form, surname, first, last)
    outward = row[rows.POSTCODE] >> OUTWARD
    n = add(buffers, n, BlockingRule.SURNAME_OUTWARD, surname, outward)
    return add(buffers, n, BlockingRule.FIRST_OUTWARD, form, outward)


@njit(cache=True, inline="always")
def _has_two_names(names: NameIds) -> bool:
    """Return whether a first name (more than an initial) and a surname are known."""
    return bool(names[0] != NONE and names[2] != NONE)


@njit(cache=True)
def _single_name_keys(
    buffers: KeyBuffers, n: int, row: Words, names: NameIds, for_query: bool
) -> int:
    """Add the keys of one name alone.

    One shared name is weak evidence when both records have two names. A query with two names
    therefore uses only two kinds of key: `ONLY`, for records known by one name, and `READ`, for
    names read from another script, which may be split differently. A query with one name, or with
    names from another script, also uses `GIVEN` and `SURNAME`, which every record has.
    """
    skeleton, middle, surname, other = names
    is_other_script = row[rows.STREET] & rows.OTHER_SCRIPT != NONE
    has_two_names = _has_two_names(names)
    if is_other_script or for_query:
        for name in names:
            n = add(buffers, n, BlockingRule.READ, name, ONE)
    if is_other_script or not for_query or not has_two_names:
        n = add(buffers, n, BlockingRule.GIVEN, skeleton, ONE)
        n = add(buffers, n, BlockingRule.SURNAME, surname, ONE)
        n = add(buffers, n, BlockingRule.SURNAME, other, ONE)
        if for_query:
            n = add(buffers, n, BlockingRule.SURNAME, skeleton, ONE)
            n = add(buffers, n, BlockingRule.GIVEN, surname, ONE)
            n = add(buffers, n, BlockingRule.GIVEN, middle, ONE)
    if for_query == has_two_names:
        initial = row[rows.FIRST] & LETTER
        n = add(buffers, n, BlockingRule.ONLY, skeleton, ONE)
        for name in (surname, other):
            n = add(buffers, n, BlockingRule.ONLY, name, ONE | initial << HIGH)
            if for_query:
                n = add(buffers, n, BlockingRule.ONLY, name, ONE)
    return n


@njit(cache=True)
def _typo_keys(
    buffers: KeyBuffers, n: int, row: Words,
    form: np.uint64, second: np.uint64, surname: np.uint64, for_query: bool,
) -> int:  # fmt: skip
    """Add the keys that survive a typing error in one name.

    Each is one name plus the first or last letters of the other, because an error leaves one end
    intact. A surname of five letters or fewer uses two letters, because one extra letter can fall
    in both its first three and its last three. A longer surname uses three. A query with a surname
    of five or six letters uses both lengths, because a missing or extra letter crosses that border.
    """
    first, last = row[rows.FIRST], row[rows.SURNAME]
    if form != NONE:
        n = add(buffers, n, BlockingRule.SURNAME_START, surname, _start(first, TWO_LETTERS))
        n = add(buffers, n, BlockingRule.SURNAME_END, surname, _end(first, TWO_LETTERS))
    two, three = (SIX_LETTERS, FOUR_LETTERS) if for_query else (FIVE_LETTERS, FIVE_LETTERS)
    for letters, is_used in (
        (TWO_LETTERS, last >> two == NONE),
        (THREE_LETTERS, last >> three != NONE),
    ):
        for first_form in (form, second):
            if is_used:
                n = add(buffers, n, BlockingRule.FIRST_START, first_form, _start(last, letters))
                n = add(buffers, n, BlockingRule.FIRST_END, first_form, _end(last, letters))
    return n


@njit(cache=True, inline="always")
def _start(letters: np.uint64, bits: np.uint64) -> np.uint64:
    return letters & ((ONE << bits) - ONE)


@njit(cache=True)
def _end(letters: np.uint64, bits: np.uint64) -> np.uint64:
    while letters >> bits != NONE:
        letters >>= A_LETTER
    return letters


@njit(cache=True)
def _birth_date_keys(buffers: KeyBuffers, n: int, row: Words, names: NameIds) -> int:
    """Add the keys of a date of birth, with day and month in either order.

    The date stands alone, or goes with a name in any position, the start or end of a name, or a
    postcode district.
    """
    born = row[rows.BORN] & LOW
    year, birthday = born >> HALF, unordered_pair(born >> BYTE & LAST, born & LAST)
    if year == NONE or birthday == NONE:
        return n
    day = birthday | year << BYTE
    n = add(buffers, n, BlockingRule.DAY, day, ONE)
    for name in names:
        n = add(buffers, n, BlockingRule.BORN, day, name)
    for place in (rows.FIRST, rows.SURNAME, rows.OTHER):
        if row[place] > LETTER:  # an initial has no start or end
            n = add(buffers, n, BlockingRule.BORN_START, day, _start(row[place], THREE_LETTERS))
            n = add(buffers, n, BlockingRule.BORN_END, day, _end(row[place], THREE_LETTERS))
    return add(buffers, n, BlockingRule.BORN_OUTWARD, day, row[rows.POSTCODE] >> OUTWARD)


@njit(cache=True)
def _birth_and_name_keys(
    buffers: KeyBuffers, n: int, row: Words,
    names: np.uint64, nick: np.uint64, form: np.uint64, surname: np.uint64,
    first: np.uint64, last: np.uint64,
) -> int:  # fmt: skip
    """Add the keys of names with a birthday or a year; day and month in either order."""
    born = row[rows.BORN] & LOW
    year, month = born >> HALF, born >> BYTE
    birthday = unordered_pair(month & LAST, born & LAST)
    if birthday != NONE:
        n = add(buffers, n, BlockingRule.SURNAME_DAY, surname, birthday | first << BYTE)
    n = add(buffers, n, BlockingRule.NAMES_YEAR, names, year)
    n = add(buffers, n, BlockingRule.NICK_YEAR, nick, year)
    if year != NONE:
        n = add(buffers, n, BlockingRule.FIRST_YEAR, form, year | last << HIGH)
    if surname != NONE and first != NONE:
        n = add(buffers, n, BlockingRule.SURNAME_YEAR, surname | first << HIGH, year)
    return n


@njit(cache=True)
def _place_keys(buffers: KeyBuffers, n: int, row: Words) -> int:
    house = row[rows.DOOR] & LOW
    postcode = row[rows.POSTCODE]
    sector = postcode >> np.uint64(16)
    if postcode & LAST != NONE:
        n = add(buffers, n, BlockingRule.POSTCODE, postcode, ONE)
    if sector & LAST != NONE:
        n = add(buffers, n, BlockingRule.DOOR, house, sector)
    if row[rows.DOOR] >> HIGH != NONE:
        place = postcode >> OUTWARD
        if place == NONE:
            place = row[rows.TOWN] & rows.TOWN_BITS
        n = add(buffers, n, BlockingRule.STREET, row[rows.DOOR], place)
    return n


@njit(cache=True)
def _phone_and_vehicle_keys(buffers: KeyBuffers, n: int, row: Words) -> int:
    """Add the keys of the last characters of a phone number and a registration mark."""
    phone = row[rows.PHONE]
    if phone != NONE:
        n = add(buffers, n, BlockingRule.PHONE_END, phone & PHONE_END | ONE << HIGH, ONE)
    return add(
        buffers, n, BlockingRule.VEHICLE_END, fold_mark(row[rows.VEHICLE]) & VEHICLE_END, ONE
    )


def block_keys(
    record: Record, secret: bytes, *, for_query: bool = False
) -> list[tuple[BlockingRule, int]]:
    """Return the blocking keys of a record. Likely matches share at least one.

    A key is a signed 64-bit number, keyed with `secret` (32 to 64 bytes). A query has more keys,
    so that it also finds a record in which one name has a typing error.
    """
    keys, rules = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
    count = fill_keys(encode(record), key_secret(secret), for_query, keys, rules)
    signed = keys.view(np.int64)[:count].tolist()
    return [(BlockingRule(rule), key) for rule, key in zip(rules.tolist(), signed, strict=False)]
