"""The match keys of this process.

Each key of an entry is hashed with one of them, and cannot be used without it.

The newest comes first. There is a second one only while the match key is being changed.
"""

import hmac
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.conf import settings

from broadhurst_linkage.hashing import Secret, key_secret, keyed_hash


@dataclass(frozen=True)
class MatchKey:
    """A match key: 32 random bytes that only this site knows."""

    value: bytes = field(repr=False)

    @cached_property
    def secret(self) -> bytes:
        """Return the secret for keyed hashes."""
        return hmac.digest(self.value, b"broadhurst.deconfliction keys", "sha256")

    @cached_property
    def row_secret(self) -> Secret:
        """Return the secret for the keys of rows, in the engine's form."""
        return key_secret(self.secret)

    @cached_property
    def mark(self) -> str:
        """Return the fingerprint, which identifies the key without revealing it."""
        return hmac.digest(self.value, b"broadhurst.deconfliction mark", "sha256").hex()

    def hash(self, kind: str, version: int, form: str) -> int:
        """Return the key of a normal form."""
        return keyed_hash(self.secret, kind, version, form)

    def own(self, *parts: str) -> int:
        """Return the key that finds a unit's own entry again."""
        return self.hash("own", 1, "\x1f".join(parts))


def match_keys() -> tuple[MatchKey, ...]:
    """Return the match keys that this process has, the newest first."""
    return _of(tuple(settings.MATCH_KEYS))


@cache
def _of(values: tuple[bytes, ...]) -> tuple[MatchKey, ...]:
    return tuple(map(MatchKey, dict.fromkeys(values)))


def newest() -> MatchKey:
    """Return the newest match key of this process."""
    return match_keys()[0]
