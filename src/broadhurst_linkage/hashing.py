"""Keyed hashes of single texts and, in compiled code, of the words of a row."""

from hashlib import blake2b

import numpy as np
from numba import njit

from broadhurst_linkage.encoding import rows

SMALLEST_SECRET = 32
Secret = tuple[np.uint64, np.uint64]


def keyed_hash(secret: bytes, kind: str, version: int, form: str) -> int:
    """Return the 64-bit key of a normal form, as PostgreSQL's signed bigint.

    Without the secret, nobody can find the number behind a key by trying all numbers. The kind and
    the normaliser's version are part of the hash, so forms of different kinds or versions never
    match. `secret` has 32 to 64 bytes. Raises ValueError for a shorter one.
    """
    if len(secret) < SMALLEST_SECRET:
        raise ValueError(f"The secret has fewer than {SMALLEST_SECRET} bytes.")
    text = "\x1f".join((kind, str(version), form)).encode()
    return int.from_bytes(blake2b(text, key=secret, digest_size=8).digest(), "big", signed=True)


def key_secret(secret: bytes) -> Secret:
    """Derive SipHash's two key words from a secret and the row version."""
    halves = (keyed_hash(secret, "row", rows.VERSION, half) for half in ("first", "second"))
    first, second = (np.uint64(half & (1 << 64) - 1) for half in halves)
    return first, second


@njit(cache=True, inline="always")
def _rotate_left(word: np.uint64, by: int) -> np.uint64:
    return (word << np.uint64(by)) | (word >> np.uint64(64 - by))


@njit(cache=True)
def siphash(k0: np.uint64, k1: np.uint64, a: np.uint64, b: np.uint64, c: np.uint64) -> np.uint64:
    """Return SipHash-2-4 (Aumasson and Bernstein, 2012) of three words."""
    v0 = k0 ^ np.uint64(0x736F6D6570736575)
    v1 = k1 ^ np.uint64(0x646F72616E646F6D)
    v2 = k0 ^ np.uint64(0x6C7967656E657261)
    v3 = k1 ^ np.uint64(0x7465646279746573)
    for step in range(5):
        if step == 0:
            word = a
        elif step == 1:
            word = b
        elif step == 2:
            word = c
        else:
            word = np.uint64(24 << 56)
        if step == 4:
            v2 ^= np.uint64(255)
        else:
            v3 ^= word
        for _ in range(4 if step == 4 else 2):
            v0 += v1
            v2 += v3
            v1 = _rotate_left(v1, 13) ^ v0
            v3 = _rotate_left(v3, 16) ^ v2
            v0 = _rotate_left(v0, 32)
            v2 += v1
            v0 += v3
            v1 = _rotate_left(v1, 17) ^ v2
            v3 = _rotate_left(v3, 21) ^ v0
            v2 = _rotate_left(v2, 32)
        if step != 4:
            v0 ^= word
    return v0 ^ v1 ^ v2 ^ v3
