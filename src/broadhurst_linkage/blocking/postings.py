"""The postings of a register: the rows of each key, in buckets of keys.

A posting is 32 bits of the key and the 32-bit number of the row. A key that too many rows have is
dropped. One posting marks it, so that a check can report which keys were too common to search by.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.threads import cores, in_parts

TOO_MANY = np.uint64(0xFFFFFFFF)  # in place of a row number: more rows than the cap have the key
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)
POSTINGS_PER_BUCKET = 8  # the fewest, on average
CHUNK = 1 << 16  # rows keyed at a time
DROPPED = np.uint64((1 << 64) - 1)
Words = NDArray[np.uint64]
Starts = NDArray[np.uint32]


class Keys(NamedTuple):
    """The keys of each row of a register, in row order; row i's end at ends[i + 1]."""

    ends: NDArray[np.int64]
    keys: Words


def keys_of_rows(rows: Words, secret: Secret) -> Keys:
    """Return the keys of every row."""
    counts = np.zeros(len(rows) + 1, np.int64)

    def make_part(low: int, high: int) -> Words:
        keys = np.empty(MOST * (high - low), np.uint64)
        return keys[: _make_keys(rows, low, high, secret, keys, counts)].copy()

    parts = max(1, -(-len(rows) // CHUNK))
    keys = in_parts(make_part, len(rows), parts)
    return Keys(np.cumsum(counts), np.concatenate(keys))


def postings_of(keys: Keys, cap: int) -> tuple[Starts, Words]:
    """Return the start of each bucket, and the postings. A common key has one posting.

    In `keys`, the common keys become DROPPED.
    """
    bits = max(1, int(np.log2(max(2, keys.keys.size / POSTINGS_PER_BUCKET))))
    starts = np.zeros((1 << bits) + 1, np.int64)
    postings = np.empty(keys.keys.size, np.uint64)
    in_parts(lambda low, high: _count(keys.keys, bits, low, high, starts), 1 << bits)
    np.cumsum(starts, out=starts)
    places = starts[:-1].copy()
    in_parts(lambda low, high: _place(*keys, bits, low, high, places, postings), 1 << bits)
    in_parts(lambda low, high: _sort(starts, low, high, postings), 1 << bits, 8 * cores())
    kept = _drop_common(starts, postings, cap, bits, *keys)
    return starts.astype(np.uint32), postings[:kept].copy()


@njit(cache=True, nogil=True)
def _make_keys(
    rows: Words, low: int, high: int, secret: Secret, keys: Words, counts: NDArray[np.int64]
) -> int:
    """Make the keys of rows low to high, and return their number.

    Row i's count goes to counts[i + 1].
    """
    n = 0
    rules = np.empty(MOST, np.uint8)
    for i in range(low, high):
        count = fill_keys(rows[i], secret, False, keys[n : n + MOST], rules)
        keys[n : n + count].sort()
        counts[i + 1] = count
        n += count
    return n


@njit(cache=True, nogil=True)
def _count(keys: Words, bits: int, low: int, high: int, starts: NDArray[np.int64]) -> None:
    """Count the keys of buckets low to high; bucket b's goes to starts[b + 1]."""
    shift = np.uint64(64 - bits)
    for key in keys:
        bucket = np.int64(key >> shift)
        if low <= bucket < high:
            starts[bucket + 1] += 1


@njit(cache=True, nogil=True)
def _place(
    ends: NDArray[np.int64], keys: Words, bits: int, low: int, high: int,
    places: NDArray[np.int64], postings: Words,
) -> None:  # fmt: skip
    """Put each key and its row number into its bucket, for buckets from low to high."""
    shift = np.uint64(64 - bits)
    for i in range(ends.size - 1):
        for at in range(ends[i], ends[i + 1]):
            bucket = np.int64(keys[at] >> shift)
            if low <= bucket < high:
                postings[places[bucket]] = keys[at] << HIGH | np.uint64(i)
                places[bucket] += 1


@njit(cache=True, nogil=True)
def _sort(starts: NDArray[np.int64], low: int, high: int, postings: Words) -> None:
    """Sort the postings within each bucket, for buckets from low to high."""
    for bucket in range(low, high):
        if starts[bucket + 1] - starts[bucket] > 1:
            postings[starts[bucket] : starts[bucket + 1]].sort()


@njit(cache=True, nogil=True)
def _drop_common(
    starts: NDArray[np.int64], postings: Words, cap: int, bits: int,
    ends: NDArray[np.int64], keys: Words,
) -> int:  # fmt: skip
    """Drop keys of more rows than the cap, and return how many postings stay."""
    kept = 0
    begin = starts[0]
    for bucket in range(starts.size - 1):
        end = starts[bucket + 1]
        starts[bucket] = kept
        at = begin
        while at < end:
            tag = postings[at] >> HIGH
            after = at + 1
            while after < end and postings[after] >> HIGH == tag:
                after += 1
            if after - at > cap:
                _remove_key(postings[at:after], np.uint64(bucket), bits, ends, keys)
                postings[kept] = tag << HIGH | TOO_MANY
                kept += 1
            else:
                for source in range(at, after):
                    postings[kept] = postings[source]
                    kept += 1
            at = after
        begin = end
    starts[-1] = kept
    return kept


@njit(cache=True, nogil=True)
def _remove_key(
    run: Words, bucket: np.uint64, bits: int, ends: NDArray[np.int64], keys: Words
) -> None:
    """Remove a common key from the keys of the rows that have it."""
    tag = run[0] >> HIGH
    for posting in run:
        i = np.int64(posting & LOW)
        for at in range(ends[i], ends[i + 1]):
            key = keys[at]
            if key & LOW == tag and key >> np.uint64(64 - bits) == bucket:
                keys[at] = DROPPED
