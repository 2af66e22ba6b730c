"""Encrypt stored secrets with Fernet, under keys that can rotate."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from broadhurst.foundation.workflow import Refused

ANOTHER_KEY = (
    "This was sealed under another key of this site and cannot be read. Put that key back at the "
    "end of BROADHURST_SEALING_KEYS. If it is lost, end the agreement, and make it again with the "
    "other instance."
)


def seal(secret: bytes) -> bytes:
    """Return the secret in a form that only this site can read."""
    return _keys().encrypt(secret)


def unseal(sealed: bytes | memoryview) -> bytes:
    """Return the secret.

    Raise Refused if it was changed, or sealed with an unknown key.
    """
    try:
        return _keys().decrypt(bytes(sealed))
    except InvalidToken as wrong:
        raise Refused([ANOTHER_KEY]) from wrong


def resealed(sealed: bytes | memoryview) -> bytes:
    """Return the same secret, sealed with the first key.

    Raise Refused as `unseal` does.
    """
    return seal(unseal(sealed))


def _keys() -> MultiFernet:
    """Return the keys: the first one seals, and all of them unseal."""
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS or [_derived_key()]])


def _derived_key() -> str:
    """Derive a key from the site's secret key, for a site without sealing keys."""
    digest = salted_hmac("broadhurst.federation", "sealing", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()
