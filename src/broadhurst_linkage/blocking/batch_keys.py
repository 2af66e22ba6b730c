"""Make the blocking keys of many rows in one call of compiled code."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.hashing import Secret

Words = NDArray[np.uint64]


class Keys(NamedTuple):
    """Keys as PostgreSQL bigints, with their rule numbers; row i's end at ends[i + 1]."""

    ends: list[int]
    keys: list[int]
    numbers: list[int]


def keys_of_each(rows: Words, secret: Secret, *, for_query: bool) -> Keys:
    """Return the blocking keys of every row, in row order. A query has more keys."""
    ends, keys, numbers = key_arrays(rows, secret, for_query)
    return Keys(ends.tolist(), keys.view(np.int64).tolist(), numbers.tolist())


@njit(cache=True, nogil=True)
def key_arrays(
    rows: Words, secret: Secret, for_query: bool
) -> tuple[NDArray[np.int64], Words, NDArray[np.uint8]]:
    """Return the ends, keys and rule numbers as arrays; see `Keys`."""
    ends = np.zeros(len(rows) + 1, np.int64)
    keys = np.empty(len(rows) * MOST, np.uint64)
    numbers = np.empty(len(rows) * MOST, np.uint8)
    n = 0
    for i in range(len(rows)):
        n += fill_keys(rows[i], secret, for_query, keys[n : n + MOST], numbers[n : n + MOST])
        ends[i + 1] = n
    return ends, keys[:n], numbers[:n]
