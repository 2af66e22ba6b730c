"""Collect the keys of a record, each once."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.hashing import siphash

Words = NDArray[np.uint64]
KeyBuffers = tuple[Words, NDArray[np.uint8], np.uint64, np.uint64]  # keys, rules, the secret
NONE = np.uint64(0)
HIGH = np.uint64(32)


@njit(cache=True, inline="always")
def unordered_pair(a: np.uint64, b: np.uint64) -> np.uint64:
    """Pack two 32-bit numbers in either order; 0 if one is missing."""
    if a == NONE or b == NONE:
        return NONE
    return (a | b << HIGH) if a < b else (b | a << HIGH)


@njit(cache=True)
def add(buffers: KeyBuffers, n: int, rule: BlockingRule, a: np.uint64, b: np.uint64) -> int:
    """Append the key of two known values to the first n keys, if it is new."""
    if a == NONE or b == NONE:
        return n
    out, rules, k0, k1 = buffers
    key = siphash(k0, k1, np.uint64(rule), a, b)
    for i in range(n):
        if out[i] == key:
            return n
    out[n] = key
    rules[n] = rule
    return n + 1
