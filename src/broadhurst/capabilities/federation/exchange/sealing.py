"""Secrets at rest: sealed under a key made of the site's secret key (AES-256-GCM)."""

import secrets

from Crypto.Cipher import AES
from django.utils.crypto import salted_hmac

from broadhurst.foundation.workflow import Refused

ANOTHER_KEY = (
    "This agreement was made under another secret key of this site and cannot be used any more. "
    "End it, and make it again with the other instance."
)
NONCE_BYTES, TAG_BYTES = 12, 16


def seal(secret: bytes) -> bytes:
    """A secret that only this site reads again."""
    cipher = AES.new(_key(), AES.MODE_GCM, nonce=secrets.token_bytes(NONCE_BYTES))
    sealed, tag = cipher.encrypt_and_digest(secret)
    return bytes(cipher.nonce) + tag + sealed


def unseal(sealed: bytes | memoryview) -> bytes:
    """Return the secret. Refuses if it was sealed under another key, or changed."""
    nonce, tag, rest = _parts(bytes(sealed))
    try:
        return AES.new(_key(), AES.MODE_GCM, nonce=nonce).decrypt_and_verify(rest, tag)
    except ValueError as wrong:
        raise Refused([ANOTHER_KEY]) from wrong


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    first, second = NONCE_BYTES, NONCE_BYTES + TAG_BYTES
    return sealed[:first], sealed[first:second], sealed[second:]


def _key() -> bytes:
    return salted_hmac("broadhurst.deconfliction", "federation", algorithm="sha256").digest()
