"""API tokens: shown once, stored as a digest."""

import hashlib
import secrets


def new_secret() -> str:
    """Return a token of 256 random bits, with a prefix that secret scanners recognise."""
    return f"bhst_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """Return the stored form of a token: a fast hash is enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
