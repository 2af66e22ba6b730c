"""The keys of many rows at once: one call of compiled code, and not one a row."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, keys_of
from broadhurst_linkage.hashing import Secret

Words = NDArray[np.uint64]


class Keys(NamedTuple):
    """Keys as PostgreSQL's bigints and the numbers of their rules; row i's end at ends[i + 1]."""

    ends: list[int]
    keys: list[int]
    numbers: list[int]


def keys_of_each(rows: Words, secret: Secret, *, for_query: bool) -> Keys:
    """The match keys of every row, one row's after another's; more of them for a query."""
    ends, keys, numbers = key_arrays(rows, secret, for_query)
    return Keys(ends.tolist(), keys.view(np.int64).tolist(), numbers.tolist())


@njit(cache=True, nogil=True)
def key_arrays(
    rows: Words, secret: Secret, for_query: bool
) -> tuple[NDArray[np.int64], Words, NDArray[np.uint8]]:
    """The same as arrays."""
    ends = np.zeros(len(rows) + 1, np.int64)
    keys = np.empty(len(rows) * MOST, np.uint64)
    numbers = np.empty(len(rows) * MOST, np.uint8)
    n = 0
    for i in range(len(rows)):
        n += keys_of(rows[i], secret, for_query, keys[n : n + MOST], numbers[n : n + MOST])
        ends[i + 1] = n
    return ends, keys[:n], numbers[:n]
