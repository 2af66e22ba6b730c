"""Secrets at rest: sealed with Fernet, under keys that can rotate."""

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
    """Return the secret. Refuses if it was changed, or sealed under a key that is not here."""
    try:
        return _keys().decrypt(bytes(sealed))
    except InvalidToken as wrong:
        raise Refused([ANOTHER_KEY]) from wrong


def resealed(sealed: bytes | memoryview) -> bytes:
    """Return the same secret, sealed under the first key. Refuses as `unseal` does."""
    return seal(unseal(sealed))


def _keys() -> MultiFernet:
    """The first key seals; each of them unseals."""
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS or [_derived()]])


def _derived() -> str:
    """Make a key from the site's secret key, for a site that sets no sealing keys."""
    made = salted_hmac("broadhurst.federation", "sealing", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode()
