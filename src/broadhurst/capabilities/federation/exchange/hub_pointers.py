"""A hub's pointers, as they were read from its answer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.exchange.peer_hits import RING
from broadhurst.capabilities.federation.protocol.hub import TOKEN_BYTES

REFERENCE = re.compile(r"HIT-[2-9A-Z]{6}")
WORDS = re.compile(r"[^\x00-\x1f\x7f:]+: [^\x00-\x1f\x7f]+")


class Pointed(NamedTuple):
    """Another publisher has a token of ours: the reference, and who to contact."""

    day: date
    token: bytes
    ref: str
    ring: str


def read(answer: Mapping[str, Any]) -> list[Pointed]:
    """The pointers in a hub's answer. Raises Unreachable if it is of another form."""
    try:
        found = [
            Pointed(
                date.fromisoformat(one["day"]),
                bytes.fromhex(one["token"]),
                str(one["ref"]),
                str(one["ring"]),
            )
            for one in answer["pointers"]
        ]
    except (KeyError, TypeError, ValueError) as other:
        raise Unreachable("The hub's pointers cannot be read.") from other
    for one in found:
        sound = REFERENCE.fullmatch(one.ref) and WORDS.fullmatch(one.ring[:RING])
        if len(one.token) != TOKEN_BYTES or not sound:
            raise Unreachable("The hub's pointers cannot be read.")
    return found
