"""What every key hangs on: the site's own secret, without which a key tells nothing."""

from functools import cache

from django.utils.crypto import salted_hmac

from broadhurst_linkage.hashing import Secret, key_secret, keyed_hash


@cache
def secret() -> bytes:
    """On which every key hangs: the site's own."""
    return salted_hmac("broadhurst.deconfliction", "keys", algorithm="sha256").digest()


@cache
def row_secret() -> Secret:
    """What the keys of rows hang on, in the engine's form."""
    return key_secret(secret())


def own_key(*parts: str) -> int:
    """The key by which a unit finds its own entry again."""
    return keyed_hash(secret(), "own", 1, "\x1f".join(parts))


def secret_mark() -> str:
    """By which the secret is recognised and not learnt: kept beside what is keyed with it."""
    return salted_hmac("broadhurst.deconfliction", "mark", algorithm="sha256").hexdigest()
