"""Tokens for a hub: it joins them and holds no key, so that it cannot find out what they are of.

The bodies that publish share a key which moves on once a day by a one-way step (a ratchet). Whoever
steals today's key learns nothing of the tokens of earlier days, once those keys are deleted.
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
    """Tomorrow's key. There is no way back from it to today's."""
    return hmac.digest(_long_enough(key), b"broadhurst hub: next epoch", sha256)


def token(key: bytes, item: str) -> bytes:
    """HMAC-SHA-256 of an item (`items.written`), cut to 128 bits."""
    return hmac.digest(_long_enough(key), item.encode(), sha256)[:TOKEN_BYTES]


def mark(key: bytes) -> str:
    """By what one key is told from another; it says nothing of either."""
    return hmac.digest(_long_enough(key), b"broadhurst hub: mark", sha256)[:MARK_BYTES].hex()


def padded(tokens: Iterable[bytes]) -> list[bytes]:
    """The tokens among random ones, up to a power of two, in an order that tells nothing."""
    known = set(tokens)
    missing = bucket(len(known), LEAST) - len(known)
    return sorted(known | {secrets.token_bytes(TOKEN_BYTES) for _ in range(missing)})


def _long_enough(key: bytes) -> bytes:
    if len(key) < SMALLEST_KEY:
        raise ValueError(f"The key has fewer than {SMALLEST_KEY} bytes.")
    return key
