"""Read the pointers in a hub's answer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from broadhurst.capabilities.deconfliction.matching.federated import RING
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.protocol.hub import TOKEN_BYTES

REFERENCE = re.compile(r"HIT-[2-9A-Z]{6}")
WORDS = re.compile(r"[^\x00-\x1f\x7f:]+: [^\x00-\x1f\x7f]+")


class Pointed(NamedTuple):
    """A hub's pointer: who to contact about a token that a publisher shares with us."""

    day: date
    token: bytes
    ref: str
    contact: str


def read(answer: Mapping[str, Any]) -> list[Pointed]:
    """Return the pointers in a hub's answer. Raise Unreachable if it is malformed."""
    try:
        pointers = [
            Pointed(
                date.fromisoformat(pointer["day"]),
                bytes.fromhex(pointer["token"]),
                str(pointer["ref"]),
                str(pointer["contact"]),
            )
            for pointer in answer["pointers"]
        ]
    except (KeyError, TypeError, ValueError) as other:
        raise Unreachable("The hub's pointers cannot be read.") from other
    for pointer in pointers:
        sound = REFERENCE.fullmatch(pointer.ref) and WORDS.fullmatch(pointer.contact[:RING])
        if len(pointer.token) != TOKEN_BYTES or not sound:
            raise Unreachable("The hub's pointers cannot be read.")
    return pointers
