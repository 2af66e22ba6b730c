"""Derive the secrets that every key is hashed with. Without them a key reveals nothing."""

from functools import cache

from django.utils.crypto import salted_hmac

from broadhurst_linkage.hashing import Secret, key_secret, keyed_hash


@cache
def secret() -> bytes:
    """Return the site's own secret for keyed hashes."""
    return salted_hmac("broadhurst.deconfliction", "keys", algorithm="sha256").digest()


@cache
def row_secret() -> Secret:
    """Return the secret for the keys of rows, in the engine's form."""
    return key_secret(secret())


def own_key(*parts: str) -> int:
    """Return the key that finds a unit's own entry again."""
    return keyed_hash(secret(), "own", 1, "\x1f".join(parts))


def secret_mark() -> str:
    """Return a mark that identifies the secret without revealing it, to store with the keys."""
    return salted_hmac("broadhurst.deconfliction", "mark", algorithm="sha256").hexdigest()
