"""Write files atomically."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """Yield a temporary path, and move it to `path` at the end.

    A reader sees the old file or the complete new one, never a part.
    """
    part = path.with_name(f".{path.name}.part")
    yield part
    part.replace(path)
