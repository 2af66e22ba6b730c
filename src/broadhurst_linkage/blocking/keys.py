"""Match keys: two entries that may be the same share a key, which is no use without its secret."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import fold_mark
from broadhurst_linkage.encoding.rows import encode
from broadhurst_linkage.hashing import Secret, key_secret, siphash
from broadhurst_linkage.records import Record

MOST = 80  # keys of one record
Words = NDArray[np.uint64]
Into = tuple[Words, NDArray[np.uint8], np.uint64, np.uint64]  # keys, kinds, the secret
Four = tuple[np.uint64, np.uint64, np.uint64, np.uint64]  # of first, middle, last and other name

NONE, ONE = np.uint64(0), np.uint64(1)
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)  # the halves of a word
LAST = np.uint64(255)
BYTE, HALF = np.uint64(8), np.uint64(16)
LETTER = np.uint64(31)
TWO_LETTERS, THREE_LETTERS = np.uint64(10), np.uint64(15)  # bits
FOUR_LETTERS, FIVE_LETTERS, SIX_LETTERS = np.uint64(20), np.uint64(25), np.uint64(30)
A_LETTER = np.uint64(5)
OUTWARD = np.uint64(24)  # bits of a postcode behind its outward half
PHONE_END, VEHICLE_END = np.uint64(0xFFFFFF), np.uint64((1 << 40) - 1)  # six digits, five signs


@njit(cache=True, inline="always")
def _both(a: np.uint64, b: np.uint64) -> np.uint64:
    """Two 32-bit numbers in one word, in either order; 0 if one is missing."""
    if a == NONE or b == NONE:
        return NONE
    return (a | b << HIGH) if a < b else (b | a << HIGH)


@njit(cache=True)
def _add(into: Into, n: int, kind: BlockingRule, a: np.uint64, b: np.uint64) -> int:
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
    second = row[rows.MIDDLE_IDS] & LOW
    surname = row[rows.SURNAME_IDS] >> HIGH
    other = row[rows.OTHER_IDS] >> HIGH
    first, last = row[rows.FIRST] & LETTER, row[rows.SURNAME] & LETTER
    another = row[rows.OTHER] & LETTER
    if row[rows.FIRST] <= LETTER:  # an initial is no first name
        skeleton, form = NONE, NONE
    if row[rows.MIDDLE] <= LETTER:
        middle, second = NONE, NONE
    names = (skeleton, middle, surname, other)
    n = _born_keys(into, 0, row, names)
    n = _person_keys(into, n, row, skeleton, form, surname, first, last)
    if other != NONE:
        n = _person_keys(into, n, row, skeleton, form, other, first, another)
    n = _slip_keys(into, n, row, form, second, surname, loose)
    n = _add(into, n, BlockingRule.NAMES, _both(middle, surname), ONE)
    n = _add(into, n, BlockingRule.NAMES, _both(skeleton, middle), ONE)
    n = _alone_keys(into, n, row, names, loose)
    if loose:  # the wrong way round, and one of the two by another form
        outward = row[rows.POSTCODE] >> OUTWARD
        n = _add(into, n, BlockingRule.SURNAME_OUTWARD, skeleton, outward)
        n = _add(into, n, BlockingRule.FIRST_OUTWARD, row[rows.SURNAME_IDS] & LOW, outward)
    n = _place_keys(into, n, row)
    return _thing_keys(into, n, row)


@njit(cache=True)
def _person_keys(
    into: Into, n: int, row: Words,
    skeleton: np.uint64, form: np.uint64, surname: np.uint64, first: np.uint64, last: np.uint64,
) -> int:  # fmt: skip
    """The keys of a first name and a surname, together and with birth and place."""
    names = _both(skeleton, surname)
    nick = NONE
    if form != NONE and surname != NONE:
        nick = form | surname << HIGH
    n = _add(into, n, BlockingRule.NAMES, names, ONE)
    n = _birth_keys(into, n, row, names, nick, form, surname, first, last)
    outward = row[rows.POSTCODE] >> OUTWARD
    n = _add(into, n, BlockingRule.SURNAME_OUTWARD, surname, outward)
    return _add(into, n, BlockingRule.FIRST_OUTWARD, form, outward)


@njit(cache=True, inline="always")
def _is_whole(names: Four) -> bool:
    """Whether a first name, not an initial, and a surname are known."""
    return bool(names[0] != NONE and names[2] != NONE)


@njit(cache=True)
def _alone_keys(into: Into, n: int, row: Words, names: Four, loose: bool) -> int:
    """The keys of one name alone.

    Of two whole names one tells too little, unless the other is alike too. Who is asked about by a
    whole name is therefore looked for among those of whom one name alone is known, and those who
    were read from another script, whose names may be parted otherwise; and each of these among all.
    """
    skeleton, middle, surname, other = names
    is_read = row[rows.STREET] & rows.OTHER_SCRIPT != NONE
    is_whole = _is_whole(names)
    if is_read or loose:
        for name in names:
            n = _add(into, n, BlockingRule.READ, name, ONE)
    if is_read or not loose or not is_whole:
        n = _add(into, n, BlockingRule.GIVEN, skeleton, ONE)
        n = _add(into, n, BlockingRule.SURNAME, surname, ONE)
        n = _add(into, n, BlockingRule.SURNAME, other, ONE)
        if loose:
            n = _add(into, n, BlockingRule.SURNAME, skeleton, ONE)
            n = _add(into, n, BlockingRule.GIVEN, surname, ONE)
            n = _add(into, n, BlockingRule.GIVEN, middle, ONE)
    if loose == is_whole:
        initial = row[rows.FIRST] & LETTER
        n = _add(into, n, BlockingRule.ONLY, skeleton, ONE)
        for name in (surname, other):
            n = _add(into, n, BlockingRule.ONLY, name, ONE | initial << HIGH)
            if loose:
                n = _add(into, n, BlockingRule.ONLY, name, ONE)
    return n


@njit(cache=True)
def _slip_keys(
    into: Into, n: int, row: Words,
    form: np.uint64, second: np.uint64, surname: np.uint64, loose: bool,
) -> int:  # fmt: skip
    """The keys of one name and how the other begins or ends: a slip is in one of its ends.

    Of a surname of five letters or fewer two are taken, as a letter too many may stand in both its
    first three and its last; of a longer one three. Who is asked about by one of five or six, which
    may have one too many or too few, is looked for by both.
    """
    first, last = row[rows.FIRST], row[rows.SURNAME]
    if form != NONE:
        n = _add(into, n, BlockingRule.SURNAME_START, surname, _beginning(first, TWO_LETTERS))
        n = _add(into, n, BlockingRule.SURNAME_END, surname, _ending(first, TWO_LETTERS))
    two, three = (SIX_LETTERS, FOUR_LETTERS) if loose else (FIVE_LETTERS, FIVE_LETTERS)
    for letters, is_taken in (
        (TWO_LETTERS, last >> two == NONE),
        (THREE_LETTERS, last >> three != NONE),
    ):
        for given in (form, second):
            if is_taken:
                n = _add(into, n, BlockingRule.FIRST_START, given, _beginning(last, letters))
                n = _add(into, n, BlockingRule.FIRST_END, given, _ending(last, letters))
    return n


@njit(cache=True, inline="always")
def _beginning(letters: np.uint64, bits: np.uint64) -> np.uint64:
    return letters & ((ONE << bits) - ONE)


@njit(cache=True)
def _ending(letters: np.uint64, bits: np.uint64) -> np.uint64:
    while letters >> bits != NONE:
        letters >>= A_LETTER
    return letters


@njit(cache=True)
def _born_keys(into: Into, n: int, row: Words, names: Four) -> int:
    """The keys of a date of birth, alone, with a name in whatever place, with how one begins or
    ends, and with a postcode district; day and month in either order.
    """
    born = row[rows.BORN] & LOW
    year, birthday = born >> HALF, _both(born >> BYTE & LAST, born & LAST)
    if year == NONE or birthday == NONE:
        return n
    day = birthday | year << BYTE
    n = _add(into, n, BlockingRule.DAY, day, ONE)
    for name in names:
        n = _add(into, n, BlockingRule.BORN, day, name)
    for place in (rows.FIRST, rows.SURNAME, rows.OTHER):
        if row[place] > LETTER:  # an initial neither begins nor ends
            n = _add(into, n, BlockingRule.BORN_START, day, _beginning(row[place], THREE_LETTERS))
            n = _add(into, n, BlockingRule.BORN_END, day, _ending(row[place], THREE_LETTERS))
    return _add(into, n, BlockingRule.BORN_OUTWARD, day, row[rows.POSTCODE] >> OUTWARD)


@njit(cache=True)
def _birth_keys(
    into: Into, n: int, row: Words,
    names: np.uint64, nick: np.uint64, form: np.uint64, surname: np.uint64,
    first: np.uint64, last: np.uint64,
) -> int:  # fmt: skip
    """The keys of a date of birth with names; day and month in either order."""
    born = row[rows.BORN] & LOW
    year, month = born >> HALF, born >> BYTE
    birthday = _both(month & LAST, born & LAST)
    if birthday != NONE:
        n = _add(into, n, BlockingRule.SURNAME_DAY, surname, birthday | first << BYTE)
    n = _add(into, n, BlockingRule.NAMES_YEAR, names, year)
    n = _add(into, n, BlockingRule.NICK_YEAR, nick, year)
    if year != NONE:
        n = _add(into, n, BlockingRule.FIRST_YEAR, form, year | last << HIGH)
    if surname != NONE and first != NONE:
        n = _add(into, n, BlockingRule.SURNAME_YEAR, surname | first << HIGH, year)
    return n


@njit(cache=True)
def _place_keys(into: Into, n: int, row: Words) -> int:
    """The keys of an address."""
    house = row[rows.DOOR] & LOW
    postcode = row[rows.POSTCODE]
    sector = postcode >> np.uint64(16)
    if postcode & LAST != NONE:
        n = _add(into, n, BlockingRule.POSTCODE, postcode, ONE)
    if sector & LAST != NONE:
        n = _add(into, n, BlockingRule.DOOR, house, sector)
    if row[rows.DOOR] >> HIGH != NONE:
        place = postcode >> OUTWARD
        if place == NONE:
            place = row[rows.TOWN] & rows.TOWN_BITS
        n = _add(into, n, BlockingRule.STREET, row[rows.DOOR], place)
    return n


@njit(cache=True)
def _thing_keys(into: Into, n: int, row: Words) -> int:
    """The keys of how a telephone number and a registration mark end, so also of the same one."""
    phone = row[rows.PHONE]
    if phone != NONE:
        n = _add(into, n, BlockingRule.PHONE_END, phone & PHONE_END | ONE << HIGH, ONE)
    return _add(into, n, BlockingRule.VEHICLE_END, fold_mark(row[rows.VEHICLE]) & VEHICLE_END, ONE)


def block_keys(
    record: Record, secret: bytes, *, for_query: bool = False
) -> list[tuple[BlockingRule, int]]:
    """Return the blocking keys of a record: two that may be one person share at least one.

    A key is a signed 64-bit number, keyed with `secret` (32 to 64 bytes). A query has more keys,
    so that it also finds a record in which one name has a typing error.
    """
    keys, rules = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
    count = keys_of(encode(record), key_secret(secret), for_query, keys, rules)
    signed = keys.view(np.int64)[:count].tolist()
    return [(BlockingRule(rule), key) for rule, key in zip(rules.tolist(), signed, strict=False)]
