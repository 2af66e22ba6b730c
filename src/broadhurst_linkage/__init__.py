"""Probabilistic record linkage of people and identifiers, in compiled code.

It needs neither Django nor a database, and imports nothing of Broadhurst. `__all__` lists the
public names. They load when first used, because compiled code takes a second to import.
"""

import os
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadhurst_linkage import normalise
    from broadhurst_linkage.batch.link import Link, link
    from broadhurst_linkage.blocking.keys import block_keys
    from broadhurst_linkage.matcher import Matcher
    from broadhurst_linkage.records import Record

__all__ = ["Link", "Matcher", "Record", "block_keys", "link", "normalise"]

HERE = Path(__file__).parent
MODULES = {
    "Link": "batch.link",
    "Matcher": "matcher",
    "Record": "records",
    "block_keys": "blocking.keys",
    "link": "batch.link",
}


def __getattr__(name: str) -> Any:
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)


def cache_of(sources: Path, environment: str | None) -> Path:
    """Return the folder for compiled code: one for each state of the sources.

    Numba checks only the file of a function, not the files of its callees. Without a folder for
    each state, a changed callee would stay compiled into its callers.
    """
    state = blake2b(digest_size=8)
    for source in sorted(sources.rglob("*.py")):
        state.update(source.read_bytes())
    local = sources / "__pycache__"
    if environment:
        root = Path(environment)
    elif os.access(sources, os.W_OK):
        root = local
    else:
        root = Path.home() / ".cache" / "broadhurst"
    return root / f"compiled-{state.hexdigest()}"


# Numba reads this when it is first imported, which is after this package.
os.environ["NUMBA_CACHE_DIR"] = str(cache_of(HERE, os.environ.get("BROADHURST_COMPILED")))
