"""Full names written in two orders: "Bethany May Holloway" and "Holloway Bethany May".

Nothing in a name without a comma says which word is the surname, so a row takes the last one. If
the names of two rows agree in turned positions, one row is compared with its names turned.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import letter_set, unpack_letters
from broadhurst_linkage.encoding.rows import Row

NAMES = (rows.FIRST, rows.MIDDLE, rows.SURNAME)
IDS = (rows.FIRST_IDS, rows.MIDDLE_IDS, rows.SURNAME_IDS)
FIRST, MIDDLE, SURNAME = range(3)
# How a name of three words may be written: which of its words is its first, middle and last name,
# and which two of them another name must have as first and last name.
SURNAME_BEFORE = (MIDDLE, SURNAME, FIRST)  # "Holloway Bethany May"
GIVEN_AFTER = (SURNAME, FIRST, MIDDLE)  # "García López Pedro"


def turned_pairs(queries: Row, candidates: Row) -> Iterator[tuple[int, Row, Row]]:
    """Yield each pair of rows whose names agree in turned positions, with one of them turned.

    The number is that of the candidate.
    """
    for query in queries:
        for order in (SURNAME_BEFORE, GIVEN_AFTER):
            for at in _agreeing(query[None], candidates, order):
                yield int(at), query, _turned(candidates[at], query, order)
            for at in _agreeing(candidates, query[None], order):
                yield int(at), _turned(query, candidates[at], order), candidates[at]


def _agreeing(plain: Row, turned: Row, order: tuple[int, ...]) -> NDArray[np.intp]:
    """Return where the first and last name of `plain` are two words of `turned` in that order."""
    agree = turned[:, rows.MIDDLE] != 0
    for position in (FIRST, SURNAME):
        agree = agree & _one_name(plain[:, IDS[position]], turned[:, IDS[order[position]]])
    return np.flatnonzero(agree)


def _one_name(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return where two names are forms of one, or sound the same."""
    apart = one ^ other
    same: NDArray[np.bool_] = ((apart & rows.LOW == 0) | (apart >> rows.HIGH == 0)) & (one != 0)
    return same


def _turned(row: Row, plain: Row, order: tuple[int, ...]) -> Row:
    """Return a row with its names in another order, which are as rare as those of `plain`."""
    turned = row.copy()
    for position, source in enumerate(order):
        turned[NAMES[position]] = row[NAMES[source]]
        turned[IDS[position]] = row[IDS[source]]
    first, surname = (letter_set(unpack_letters(int(turned[at]))) for at in (NAMES[0], NAMES[2]))
    turned[rows.LETTER_SETS] = first | surname << 32
    turned[rows.TOWN] = plain[rows.TOWN] & ~rows.TOWN_BITS | row[rows.TOWN] & rows.TOWN_BITS
    return turned
