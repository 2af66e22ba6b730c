"""Find a marking in an email that was saved as a file (.eml): its text is often encoded."""

from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings.found import Found


def find(content: bytes, find_within: Callable[[bytes], Found | None]) -> Found | None:
    """Return the first marking in an email, or None. `find_within` reads its parts."""
    message = message_from_bytes(content)
    with suppress(ValueError, LookupError):  # a damaged subject is left out
        subject = str(make_header(decode_header(str(message.get("Subject", "")))))
        if marking := find_marking(subject):
            return Found(marking, "The subject")
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        found = find_within(payload) if isinstance(payload, bytes) else None
        if found:
            return Found(found.marking, "An attachment" if part.get_filename() else "The text")
    return None
