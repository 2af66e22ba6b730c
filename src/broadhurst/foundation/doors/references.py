"""References: short, opaque, easy to read out on the phone."""

import secrets
from itertools import islice

# Crockford's alphabet without vowels: no 0/O or 1/I/L to confuse, and no accidental words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
# Bytes from EVEN up are thrown away: they would make some letters more likely than others.
EVEN = 256 - 256 % len(ALPHABET)
LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
UNEVEN = bytes(range(EVEN, 256))


def new_reference(prefix: str, length: int = 6) -> str:
    """Return a new reference such as OCG-7K3QF2. It is random, so it does not reveal a count.

    Six letters are enough for hundreds of thousands of records. With ten million, one new reference
    in fifty would be taken already, and its command refused.
    """
    [reference] = new_references(prefix, 1, length)
    return reference


def new_references(prefix: str, many: int, length: int = 6) -> list[str]:
    """Return many new references."""
    letters = iter(_letters(many * length))
    return [f"{prefix}-{''.join(islice(letters, length))}" for _ in range(many)]


def _letters(many: int) -> str:
    """Return random letters, each equally likely."""
    letters = ""
    while len(letters) < many:
        missing = many - len(letters)
        letters += secrets.token_bytes(2 * missing + 16).translate(LETTERS, UNEVEN).decode()
    return letters[:many]
