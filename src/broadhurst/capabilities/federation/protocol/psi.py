"""Private set intersection of two bodies (openmined-psi: ECDH on P-256, Golomb-coded set).

The server blinds its set with a key of its own, once an epoch; the client blinds its query with a
key of its own, once a query; the server blinds that again, and the client takes its own blinding
off. What is then in the server's set is a hit. Neither key leaves its side, and both learn the
padded size of the other's set and the hits. `inspected`, `proof` and the controls hold a server to
the protocol: docs/decisions/0015 has the attacks, and what is left of each.
"""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from broadhurst.capabilities.federation.protocol import proof
from broadhurst.capabilities.federation.protocol.sizes import bucket

try:
    import private_set_intersection.python as openmined
    from google.protobuf.message import DecodeError
except ImportError:  # the extra `psi` is not installed, or the system is older than its wheel
    openmined, DecodeError = None, ValueError

LEAST_SET, MOST_SET = 1_024, 1 << 22
LEAST_QUERY, MOST_QUERY = 64, 1_024
CONTROLS = 2
ROOM = MOST_QUERY - CONTROLS  # items that one query has room for
FALSE_POSITIVE = 1e-9  # that a query of the largest size meets one item by chance
NONCE_BYTES, TOKEN_BYTES = 32, 16
# What a set of this false-positive rate comes to: 39 bits and a unary part of at least one for each
# item, 41.41 bits on average, spread by less than a bit over a thousand items.
DIV, BITS_AN_ITEM = 39, 42


class Unavailable(Exception):
    """Private set intersection is not installed here, or the set is too large for it."""


class Unsound(Exception):
    """A message of the other side that an honest one does not send; the text says what."""


@dataclass(frozen=True)
class Offer:
    """What a client is given of a set for one epoch; none of it is secret from the client."""

    nonce: bytes
    commitment: bytes
    message: bytes


@dataclass(frozen=True)
class Served:
    """A server's set for one epoch: the key stays here."""

    key: bytes
    offer: Offer
    size: int


@dataclass(frozen=True)
class Answer:
    """A query, blinded again, with the proof that all of it was by the key of the set."""

    response: bytes
    proof: bytes


def serve(items: Iterable[str]) -> Served:
    """Blind a set under a new key: about 90 µs an item on one core, padding among them."""
    server = _installed().server.CreateWithNewKey(True)
    nonce = secrets.token_bytes(NONCE_BYTES)
    known = [*set(items), *controls(nonce)]
    size = bucket(len(known), LEAST_SET)
    if size > MOST_SET:
        raise Unavailable(f"A set holds {MOST_SET - CONTROLS} items at most.")
    known += [_stuffing() for _ in range(size - len(known))]
    message = server.CreateSetupMessage(FALSE_POSITIVE, MOST_QUERY, known)
    key = server.GetPrivateKeyBytes()
    return Served(key, Offer(nonce, proof.commitment(key), message.SerializeToString()), size)


def size_of(request: bytes) -> int:
    """How many items a query holds, padding among them. Raises Unsound for any other size."""
    size = len(_parsed(_installed().Request, request).encrypted_elements)
    if not LEAST_QUERY <= size <= MOST_QUERY or size & (size - 1):
        raise Unsound(f"A query holds a power of two of items, {LEAST_QUERY} to {MOST_QUERY}.")
    return size


def answer(key: bytes, request: bytes) -> Answer:
    """Blind a client's query again. Raises Unsound for a query of another form or size."""
    size_of(request)
    parsed = _parsed(openmined.Request, request)
    try:
        response = openmined.server.CreateFromKey(key, True).ProcessRequest(parsed)
    except RuntimeError as refused:
        raise Unsound("The query does not consist of points on the curve.") from refused
    proved = proof.prove(key, parsed.encrypted_elements, response.encrypted_elements)
    return Answer(response.SerializeToString(), proved)


class Query:
    """One query: blinded under a key that is used once and kept nowhere."""

    def __init__(self, items: Sequence[str], nonce: bytes) -> None:
        if len(items) > ROOM:
            raise ValueError(f"A query has room for {ROOM} items.")
        self._items = list(items)
        known = [*self._items, *controls(nonce)]
        known += [_stuffing() for _ in range(bucket(len(known), LEAST_QUERY) - len(known))]
        self.size = len(known)
        # In any order: no place in a query says whether an item, a control or padding stands there.
        self._places = secrets.SystemRandom().sample(range(self.size), self.size)
        self._client = _installed().client.CreateWithNewKey(True)
        shuffled = [known[place] for place in self._places]
        self.message: bytes = self._client.CreateRequest(shuffled).SerializeToString()

    def found(self, offer: Offer, answer: Answer, most: int) -> list[str]:
        """The items that the server has too. Raises Unsound where the answer cannot be honest."""
        coded = inspected(offer.message, most)
        parsed = _parsed(openmined.Response, answer.response)
        asked = openmined.Request.FromString(self.message).encrypted_elements
        answered = parsed.encrypted_elements
        if not proof.is_proved(offer.commitment, asked, answered, answer.proof):
            raise Unsound("The answer was not made with the key of the set.")
        met = self._client.GetIntersection(coded, parsed)
        places = {self._places[index] for index in met}
        first = len(self._items)
        if not places.issuperset(range(first, first + CONTROLS)):
            raise Unsound("A control that both sides hold is missing: the set is of another key.")
        return [self._items[place] for place in sorted(places) if place < first]


def inspected(setup: bytes, most: int) -> Any:
    """A server's message, read, if it is coded as agreed and holds no more than `most` items.

    Raises Unsound. A set so coarse that it meets everything would draw every item out of a client;
    and the library ends the whole process on a range of nought, so it must not see one.
    """
    parsed = _parsed(_installed().ServerSetup, setup)
    coded = parsed.gcs
    size = bucket(round(coded.hash_range * FALSE_POSITIVE / MOST_QUERY), LEAST_SET)
    as_agreed = coded.div == DIV and coded.hash_range == int(size * MOST_QUERY / FALSE_POSITIVE)
    if not as_agreed or len(coded.bits) * 8 > size * BITS_AN_ITEM:
        raise Unsound("The set is not coded as agreed: it could meet items by chance.")
    if size > most:
        raise Unsound(f"The set holds {size} items: {most} at most were agreed.")
    return parsed


def controls(nonce: bytes) -> list[str]:
    """Items that both sides put in, and nobody works on: a missing one shows a cheat."""
    return [hmac.new(nonce, b"control %d" % n, sha256).hexdigest() for n in range(CONTROLS)]


def hit_token(nonce: bytes, item: str) -> bytes:
    """By what a client tells the server which item is the hit. It holds in this epoch alone."""
    return hmac.digest(nonce, b"hit\x1f" + item.encode(), sha256)[:TOKEN_BYTES]


def _stuffing() -> str:
    return secrets.token_hex(32)


def _parsed(kind: Any, message: bytes) -> Any:
    try:
        return kind.FromString(message)
    except DecodeError as bad:
        raise Unsound("The message cannot be read.") from bad


def _installed() -> Any:
    if openmined is None:
        raise Unavailable(
            "Private set intersection is not installed here: install “broadhurst[psi]” on a "
            "system with glibc 2.39 or later."
        )
    return openmined
