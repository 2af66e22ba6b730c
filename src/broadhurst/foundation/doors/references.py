"""References: short, opaque, easy to read down a telephone."""

import secrets

# Crockford's alphabet less vowels: no 0/O, 1/I/L, no accidental words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str, length: int = 6) -> str:
    """A reference such as OCG-7K3QF2. Random, so that it does not tell how many there are.

    Six letters are for hundreds of thousands: of ten million one new one in fifty would be there
    already, and its command refused.
    """
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(length))}"
