"""Full names written in two orders: "Bethany May Holloway" and "Holloway Bethany May".

Nothing in a name without a comma says which word is the surname, so a row takes the last one. If
the names of two rows agree in turned positions, one row is compared with its names turned.
"""

from collections.abc import Iterator

import numpy as np
from numba import njit

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
ORDERS = SURNAME_BEFORE, GIVEN_AFTER


def turned_pairs(queries: Row, candidates: Row) -> Iterator[tuple[int, Row, Row]]:
    """Yield each pair of rows whose names agree in turned positions, with one of them turned.

    The number is that of the candidate.
    """
    for which, at, order in _agreeing(queries, candidates, ORDERS):
        query, row = queries[which], candidates[at]
        if order < len(ORDERS):
            yield at, query, _turned(row, query, ORDERS[order])
        else:
            yield at, _turned(query, row, ORDERS[order - len(ORDERS)]), row


@njit(cache=True)
def _agreeing(
    queries: Row, candidates: Row, orders: tuple[tuple[int, int, int], ...]
) -> list[tuple[int, int, int]]:
    """Return the pairs, and the order of the candidate's names, or of the query's after those."""
    agreements = []
    for which in range(len(queries)):
        for at in range(len(candidates)):
            query, row = queries[which], candidates[at]
            for order in range(len(orders)):
                if _agree(query, row, orders[order]):
                    agreements.append((which, at, order))
                elif _agree(row, query, orders[order]):
                    agreements.append((which, at, order + len(orders)))
    return agreements


@njit(cache=True)
def _agree(plain: Row, turned: Row, order: tuple[int, int, int]) -> bool:
    """Return whether the first and last name of `plain` are two words of `turned` in an order."""
    if turned[rows.MIDDLE] == 0:
        return False
    first, surname = turned[rows.FIRST_IDS + order[0]], turned[rows.FIRST_IDS + order[2]]
    return _one_name(plain[rows.FIRST_IDS], first) and _one_name(plain[rows.SURNAME_IDS], surname)


@njit(cache=True)
def _one_name(name: np.uint64, other: np.uint64) -> bool:
    """Return whether two names are forms of one, or sound the same."""
    apart = name ^ other
    return bool(name != 0 and (apart & rows.LOW == 0 or apart >> rows.HIGH == 0))


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
