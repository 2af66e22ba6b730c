"""Proof that a whole answer was made with the one key that the set was made with.

A batched proof that discrete logarithms are equal (Chaum and Pedersen), on P-256, in the shape of
RFC 9497, section 2.2. Without it a server could answer one item for another, and so have a client
tell it of items that the server does not have.
"""

import secrets
from collections.abc import Iterator, Sequence
from hashlib import sha256

from Crypto.PublicKey import ECC
from Crypto.PublicKey.ECC import EccPoint  # type: ignore[attr-defined]  # documented as public

CURVE = "P-256"
BASE = ECC.construct(curve=CURVE, d=1).pointQ
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # SEC 2, section 2.4.2
SCALAR_BYTES, WEIGHT_BYTES, POINT_BYTES = 32, 16, 33


def commitment(key: bytes) -> bytes:
    """The point that a key is known by without being known."""
    return _written(BASE * int.from_bytes(key, "big"))


def prove(key: bytes, asked: Sequence[bytes], answered: Sequence[bytes]) -> bytes:
    """That each point of an answer is the point that was asked times the key."""
    scalar, committed = int.from_bytes(key, "big"), commitment(key)
    first = _weighted(asked, committed, asked, answered)
    second = first * scalar
    once = secrets.randbelow(ORDER - 1) + 1
    challenge = _challenge(committed, first, second, BASE * once, first * once)
    response = (once - challenge * scalar) % ORDER
    return b"".join(number.to_bytes(SCALAR_BYTES, "big") for number in (challenge, response))


def is_proved(
    committed: bytes, asked: Sequence[bytes], answered: Sequence[bytes], proof: bytes
) -> bool:
    """Whether a proof holds; False too for what is not of points on the curve."""
    if len(asked) != len(answered) or len(proof) != 2 * SCALAR_BYTES:
        return False
    challenge = int.from_bytes(proof[:SCALAR_BYTES], "big")
    response = int.from_bytes(proof[SCALAR_BYTES:], "big")
    try:
        public = _point(committed)
        first = _weighted(asked, committed, asked, answered)
        second = _weighted(answered, committed, asked, answered)
    except ValueError:
        return False
    return challenge == _challenge(
        committed,
        first,
        second,
        BASE * response + public * challenge,
        first * response + second * challenge,
    )


def _weighted(
    points: Sequence[bytes], committed: bytes, asked: Sequence[bytes], answered: Sequence[bytes]
) -> EccPoint:
    """The sum of points, each by a weight that hangs on everything said: none can be chosen."""
    total = BASE.point_at_infinity()
    for weight, point in zip(_weights(committed, asked, answered), points, strict=False):
        total += _point(point) * weight
    return total


def _weights(committed: bytes, asked: Sequence[bytes], answered: Sequence[bytes]) -> Iterator[int]:
    seed = _hashed(b"weights", committed, *asked, *answered)
    number = 0
    while True:
        weight = _hashed(b"weight", seed, number.to_bytes(4, "big"))[:WEIGHT_BYTES]
        yield int.from_bytes(weight, "big")
        number += 1


def _challenge(committed: bytes, *points: EccPoint) -> int:
    said = _hashed(b"challenge", committed, *map(_written, points))
    return int.from_bytes(said, "big") % ORDER


def _hashed(label: bytes, *parts: bytes) -> bytes:
    total = sha256(b"broadhurst psi proof 1 " + label)
    for part in parts:
        total.update(len(part).to_bytes(4, "big") + part)
    return total.digest()


def _point(written: bytes) -> EccPoint:
    if len(written) != POINT_BYTES or written[:1] not in (b"\x02", b"\x03"):
        raise ValueError("This is not a compressed point.")
    return ECC.import_key(written, curve_name=CURVE).pointQ


def _written(point: EccPoint) -> bytes:
    if point.is_point_at_infinity():
        return b"\x00"
    return ECC.EccKey(curve=CURVE, point=point).export_key(format="SEC1", compress=True)
