"""References: short, opaque, easy to read out on the phone."""

import secrets
from itertools import islice

# Crockford's alphabet less vowels: no 0/O, 1/I/L, no accidental words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
# Of the 256 bytes those below a multiple of the letters' count stand for a letter each.
EVEN = 256 - 256 % len(ALPHABET)
LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
MORE = bytes(range(EVEN, 256))


def new_reference(prefix: str, length: int = 6) -> str:
    """A reference such as OCG-7K3QF2. Random, so that it does not tell how many there are.

    Six letters are for hundreds of thousands: of ten million one new one in fifty would be there
    already, and its command refused.
    """
    [made] = new_references(prefix, 1, length)
    return made


def new_references(prefix: str, many: int, length: int = 6) -> list[str]:
    """As many, each of its own."""
    letters = iter(_letters(many * length))
    return [f"{prefix}-{''.join(islice(letters, length))}" for _ in range(many)]


def _letters(many: int) -> str:
    """Random letters, each as likely as any: a byte that would favour some is thrown away."""
    found = ""
    while len(found) < many:
        found += secrets.token_bytes(2 * (many - len(found)) + 16).translate(LETTERS, MORE).decode()
    return found[:many]
