"""Where a token is found again: sorted records in one run of bytes, 25 bytes each.

A set of a million items has a million places; as rows of a table they would outweigh the entries.
"""

from bisect import bisect_left
from collections.abc import Iterable
from struct import Struct

from broadhurst.capabilities.federation.protocol.psi import TOKEN_BYTES

RECORD = Struct(f">{TOKEN_BYTES}sBq")


def packed(places: Iterable[tuple[bytes, int, int]]) -> bytes:
    """Places (token, number of the kind, number of the entry) in order of their tokens."""
    return b"".join(RECORD.pack(*place) for place in sorted(places))


def found(places: bytes, token: bytes) -> list[tuple[int, int]]:
    """The kinds and entries that a token stands for; several where several entries share it."""

    def token_at(place: int) -> bytes:
        return places[place * RECORD.size : place * RECORD.size + TOKEN_BYTES]

    count = len(places) // RECORD.size
    at = bisect_left(range(count), token, key=token_at)
    there = []
    while at < count and token_at(at) == token:
        _, kind, entry = RECORD.unpack_from(places, at * RECORD.size)
        there.append((kind, entry))
        at += 1
    return there
