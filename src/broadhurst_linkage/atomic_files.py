"""Files that are written whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write a file; whoever looks finds the whole of it or what was there."""
    part = path.with_name(f".{path.name}.part")
    yield part
    part.replace(path)
