"""What the two sides tell each other of hits: one line each, a token and whom to ring."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from broadhurst.capabilities.federation.exchange.peer_hits import RING
from broadhurst.foundation.govuk.fields import TextAreaField

LINE = re.compile(rf"([0-9a-f]{{32}}) ([^\x00-\x1f\x7f]{{1,{RING}}})")
REFERENCE = re.compile(r"HIT-[2-9A-Z]{6}")
MOST_TEXT = 200_000


class Claim(NamedTuple):
    """From the client: which item of the set hit, and whom to ring about it."""

    token: bytes
    ring: str


class Told(NamedTuple):
    """From the server: the reference and whom to ring; empty if nobody works on it any more."""

    ref: str
    ring: str


class ClaimsField(TextAreaField):
    """Lines of a token in hexadecimal digits and whom to ring; gives claims."""

    def __init__(self, **how: Any) -> None:
        super().__init__(max_length=MOST_TEXT, **how)

    def clean(self, value: Any) -> Any:
        lines = (super().clean(value) or "").splitlines()
        read = [LINE.fullmatch(line) for line in lines]
        if not all(read):
            raise ValidationError("Each hit must be a token, a space and whom to ring")
        claims = [Claim(bytes.fromhex(one[1]), one[2]) for one in read if one]
        if len({claim.token for claim in claims}) < len(claims):
            raise ValidationError("Each hit must be named once")
        return claims


def written(claims: Iterable[Claim]) -> str:
    """Claims as the field reads them."""
    return "\n".join(f"{claim.token.hex()} {claim.ring}" for claim in claims)


def read(answer: object, count: int) -> list[Told] | None:
    """The server's answer to so many claims; None if it is of another form."""
    if not isinstance(answer, list) or len(answer) != count:
        return None
    told = [_told(one) for one in answer]
    return None if None in told else [one for one in told if one is not None]


def _told(one: object) -> Told | None:
    if not isinstance(one, dict):
        return None
    ref, ring = str(one.get("ref", "")), str(one.get("ring", ""))
    if not ref and not ring:
        return Told("", "")
    sound = REFERENCE.fullmatch(ref) and LINE.fullmatch(f"{'0' * 32} {ring}")
    return Told(ref, ring) if sound else None
