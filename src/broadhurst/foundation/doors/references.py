"""References: short, opaque, easy to read out on the phone."""

from django.utils.crypto import get_random_string

# Crockford's alphabet without vowels: no 0/O or 1/I/L to confuse, and no accidental words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str, length: int = 6) -> str:
    """Return a new reference such as OCG-7K3QF2. It is random, so it does not reveal a count.

    Six letters are enough for hundreds of thousands of records. With ten million, one new reference
    in fifty would be taken already, and its command refused.
    """
    return f"{prefix}-{get_random_string(length, ALPHABET)}"


def new_references(prefix: str, number: int, length: int = 6) -> list[str]:
    """Return many new references."""
    return [new_reference(prefix, length) for _ in range(number)]
