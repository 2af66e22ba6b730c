"""Cursors of paged lists: where a list goes on, sealed, so that it tells its holder nothing.

A table's primary keys are shared by all units: those of two rows of one's own would count what
others entered between them. The same place gives the same cursor (AES-SIV), so that a page which
has not changed keeps its ETag.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

from Crypto.Cipher import AES
from django.utils.crypto import salted_hmac

TAG_BYTES = 16
KEY_DIGITS = (
    20  # of the largest key and more: a cursor is as long for the first row as for the last
)


class Place(NamedTuple):
    """The row behind which a list goes on: its primary key, and by what it is ordered, as text."""

    key: int
    value: str


def sealed(place: Place, of: str) -> str:
    """The cursor of a place, for this list alone."""
    text = f"{place.key:0{KEY_DIGITS}}{place.value}".encode()
    rest, tag = _cipher(of).encrypt_and_digest(text)
    return urlsafe_b64encode(tag + rest).rstrip(b"=").decode()


def opened(cursor: str, of: str) -> Place | None:
    """The place again; None if this is no cursor of this list, or of before the key was changed."""
    try:
        sent = urlsafe_b64decode(cursor.encode("ascii") + b"==")
        text = _cipher(of).decrypt_and_verify(sent[TAG_BYTES:], sent[:TAG_BYTES]).decode()
    except ValueError:
        return None
    return Place(int(text[:KEY_DIGITS]), text[KEY_DIGITS:])


def _cipher(of: str) -> Any:
    key = salted_hmac("broadhurst.cursors", "key", algorithm="sha256").digest()
    cipher = AES.new(key, AES.MODE_SIV)
    cipher.update(of.encode())
    return cipher
