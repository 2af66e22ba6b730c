"""The secrets of this site, from the environment or from files that are made once."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MATCH_KEY_BYTES = 32
_NEWEST, _OLD = "BROADHURST_MATCH_KEY", "BROADHURST_MATCH_KEY_OLD"


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions, from its file in the data folder."""
    return _kept(folder / "secret-key", os.urandom(48).hex())


def match_keys(folder: Path) -> list[bytes]:
    """Return the match keys, the newest first; the old one is there while it is being changed.

    Raises ImproperlyConfigured if one is not 64 hexadecimal digits.
    """
    texts = {name: os.environ.get(name, "") for name in (_NEWEST, _OLD)}
    if not texts[_NEWEST]:
        texts[_NEWEST] = _kept(folder / "match-key", os.urandom(MATCH_KEY_BYTES).hex())
    return [_bytes(name, text) for name, text in texts.items() if text]


def _bytes(name: str, text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != MATCH_KEY_BYTES:
        raise ImproperlyConfigured(
            f"{name} is not a match key: set it to 64 hexadecimal digits. "
            "To make one, run: openssl rand -hex 32"
        )
    return key


def _kept(path: Path, fresh: str) -> str:
    """Return the text of a file that only its owner can read, made now if it is not there.

    It is written in full before it has its name, so that no other process reads a part of it.
    """
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:  # made with mode 0600
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was first
                os.link(file.name, path)
    return path.read_text().strip()
