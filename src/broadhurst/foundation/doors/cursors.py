"""Encrypted cursors of paged lists, which reveal nothing about the position they hold.

All units share a table's primary keys. From the keys of two of their own rows, users could count
the rows that others added in between. Encryption is deterministic (AES-SIV): the same position
gives the same cursor, so an unchanged page keeps its ETag.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

from Crypto.Cipher import AES
from django.utils.crypto import salted_hmac

TAG_BYTES = 16
KEY_DIGITS = 20  # more than the largest key has, so that the length of a cursor reveals nothing


class Place(NamedTuple):
    """The last row of a page: its primary key, and the text of the value the list is sorted by."""

    key: int
    value: str


def sealed(place: Place, list_name: str) -> str:
    """Return the cursor of a place. It is valid only for the list named `list_name`."""
    text = f"{place.key:0{KEY_DIGITS}}{place.value}".encode()
    encrypted, tag = _cipher(list_name).encrypt_and_digest(text)
    return urlsafe_b64encode(tag + encrypted).rstrip(b"=").decode()


def opened(cursor: str, list_name: str) -> Place | None:
    """Return the place of a cursor.

    None if the cursor is not of this list, or was made before the secret key changed.
    """
    if not cursor:
        return None
    try:
        sealed_bytes = urlsafe_b64decode(cursor.encode("ascii") + b"==")
        text = (
            _cipher(list_name)
            .decrypt_and_verify(sealed_bytes[TAG_BYTES:], sealed_bytes[:TAG_BYTES])
            .decode()
        )
    except ValueError:
        return None
    return Place(int(text[:KEY_DIGITS]), text[KEY_DIGITS:])


def _cipher(list_name: str) -> Any:
    key = salted_hmac("broadhurst.cursors", "key", algorithm="sha256").digest()
    cipher = AES.new(key, AES.MODE_SIV)
    cipher.update(list_name.encode())
    return cipher
