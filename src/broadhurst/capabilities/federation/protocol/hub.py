"""Make tokens for a hub, which can join them but not read them.

The publishers share a key that the hub does not have. Each day it is replaced by a one-way step (a
ratchet). Someone who steals today's key learns nothing about tokens of earlier days, once the keys
of those days are deleted.
"""

import hmac
import secrets
from collections.abc import Iterable
from hashlib import sha256

from broadhurst.capabilities.federation.protocol.sizes import bucket

SMALLEST_KEY = 32
TOKEN_BYTES, MARK_BYTES = 16, 4
LEAST = 256


def next_key(key: bytes) -> bytes:
    """Return tomorrow's key. Today's key cannot be derived from it."""
    return hmac.digest(_checked_key(key), b"broadhurst hub: next epoch", sha256)


def token(key: bytes, item: str) -> bytes:
    """Return the HMAC-SHA-256 of an item (`items.written`), cut to 128 bits."""
    return hmac.digest(_checked_key(key), item.encode(), sha256)[:TOKEN_BYTES]


def mark(key: bytes) -> str:
    """Return a mark that tells two keys apart without revealing them."""
    return hmac.digest(_checked_key(key), b"broadhurst hub: mark", sha256)[:MARK_BYTES].hex()


def padded(tokens: Iterable[bytes]) -> list[bytes]:
    """Return the tokens, sorted, with random ones added up to a power of two.

    This hides their number, and the sort hides their order.
    """
    distinct = set(tokens)
    missing = bucket(len(distinct), LEAST) - len(distinct)
    return sorted(distinct | {secrets.token_bytes(TOKEN_BYTES) for _ in range(missing)})


def _checked_key(key: bytes) -> bytes:
    if len(key) < SMALLEST_KEY:
        raise ValueError(f"The key has fewer than {SMALLEST_KEY} bytes.")
    return key
