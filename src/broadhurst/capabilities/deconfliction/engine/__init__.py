"""Matching of identifiers: pure, and usable without the rest of Broadhurst."""

import os
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent


def cache_of(sources: Path, environment: str | None) -> Path:
    """Where compiled code of these sources is kept: a folder of its own for each state of them.

    Numba looks only whether a function's own file has changed, not those of what it calls. After
    a change of one, another would go on with the old one compiled into it, and weigh wrongly.
    """
    state = blake2b(digest_size=8)
    for source in sorted(sources.rglob("*.py")):
        state.update(source.read_bytes())
    beside = sources / "__pycache__"
    if environment:
        root = Path(environment)
    elif os.access(sources, os.W_OK):
        root = beside
    else:
        root = Path.home() / ".cache" / "broadhurst"
    return root / f"compiled-{state.hexdigest()}"


# Numba reads it when it is first imported, which is after this package.
os.environ["NUMBA_CACHE_DIR"] = str(cache_of(HERE, os.environ.get("BROADHURST_COMPILED")))
