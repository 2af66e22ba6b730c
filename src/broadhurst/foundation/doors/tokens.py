"""API tokens: shown once, kept as a digest."""

import hashlib
import secrets


def new_secret() -> str:
    """A token of 256 random bits, with a prefix that secret scanners can find."""
    return f"bhst_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """What is kept of a token. It has 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
