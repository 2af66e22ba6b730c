"""A peer's blinded set, as it was read from its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from broadhurst.capabilities.federation.exchange.base64_fields import from_text
from broadhurst.capabilities.federation.exchange.items import versions
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.protocol.psi import NONCE_BYTES, Answer, Offer

LONGEST_REF = 16
PARTS = ("nonce", "commitment", "message")


@dataclass(frozen=True)
class TheirSet:
    """What the peer says of its set, and the most items that it may hold by the agreement."""

    ref: str
    offer: Offer
    made_at: datetime
    versions: Mapping[str, int]
    most: int

    @property
    def compared(self) -> set[str]:
        """Kinds of which the two sides have the same rule: of any other nothing would meet."""
        return {kind for kind, version in versions().items() if self.versions.get(kind) == version}


def read(answer: Mapping[str, Any], most: int) -> TheirSet:
    """A set from the peer's answer. Raises Unreachable if it is of another form."""
    try:
        made_at = datetime.fromisoformat(str(answer["made_at"])).astimezone(UTC)
        found = TheirSet(
            ref=str(answer["ref"])[:LONGEST_REF],
            offer=Offer(*(from_text(answer[part]) for part in PARTS)),
            made_at=made_at,
            versions={str(k): int(v) for k, v in dict(answer["versions"]).items()},
            most=most,
        )
    except (KeyError, TypeError, ValueError) as other:
        raise Unreachable("The other instance's set cannot be read.") from other
    if len(found.offer.nonce) != NONCE_BYTES:
        raise Unreachable("The other instance's set cannot be read.")
    return found


def read_answer(answer: Mapping[str, Any]) -> Answer:
    """A blinded answer from the peer's answer. Raises Unreachable if it is of another form."""
    try:
        return Answer(from_text(answer["response"]), from_text(answer["proof"]))
    except (KeyError, ValueError) as other:
        raise Unreachable("The other instance's answer cannot be read.") from other
