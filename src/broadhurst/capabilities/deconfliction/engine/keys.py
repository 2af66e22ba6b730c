"""Match keys: two entries that may be the same share a key, and a key tells nothing by itself."""

from hashlib import blake2b

SMALLEST_SECRET = 32


def keyed_hash(secret: bytes, kind: str, version: int, form: str) -> int:
    """The 64-bit key of a normal form, as PostgreSQL's signed bigint.

    Without the secret nobody can find out which number stands behind a key by trying them all.
    The kind and the normaliser's version are part of it: forms of different kinds or versions
    never meet. `secret` is of 32 to 64 bytes.
    """
    if len(secret) < SMALLEST_SECRET:
        raise ValueError(f"The secret has fewer than {SMALLEST_SECRET} bytes.")
    text = "\x1f".join((kind, str(version), form)).encode()
    return int.from_bytes(blake2b(text, key=secret, digest_size=8).digest(), "big", signed=True)
