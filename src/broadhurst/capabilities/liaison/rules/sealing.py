"""Rules for a sealed copy of the policy log."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    only,
)
from broadhurst.foundation.workflow import at


def objections_to_sealer(parts: Collection[str]) -> list[str]:
    """Only those who work on an OCG seal its log, even once it is archived."""
    return only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR)


def objections_to_seal(
    parts: Collection[str], *, from_on: date | None, until_on: date | None, count: int
) -> list[str]:
    """Refuse a copy for a reader who does not work on the OCG, or without an entry.

    The log of an archived OCG can be sealed, because a court may ask for it later.
    """
    objections = objections_to_sealer(parts)
    if from_on and until_on and until_on < from_on:
        objections += at("until_on", "The last day must be on or after the first day.")
    elif not count:
        objections += at("from_on", "No decision was made in this period. Choose other days.")
    return objections


def state_of(copy: Any, digest: str, signature: Any) -> tuple[bool, bool]:
    """Return whether the stored PDF is the one that was sealed, and its signature is right.

    `digest` is the SHA-256 of the PDF now, and `signature` is its signature now, or None.
    """
    if signature is None:
        return digest == copy.sha256, not copy.certificate_sha256
    is_right = signature.is_intact and signature.certificate_sha256 == copy.certificate_sha256
    return digest == copy.sha256, bool(is_right)
