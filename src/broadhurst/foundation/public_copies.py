"""Note what a command changes in public, so that its pages are made again at its end.

A command says `changed(row)` when it stores, changes or deletes a row that public pages show. The
public site takes the rows at the end of the command, in its transaction (`surfaces/public`).
"""

import threading
from typing import Any

_noted = threading.local()


def changed(*rows: Any) -> None:
    """Note rows that public pages show, after they were stored or deleted."""
    _noted.__dict__.setdefault("rows", []).extend(rows)


def take_changed() -> list[Any]:
    """Return the rows that were noted in this thread, and forget them."""
    rows: list[Any] = _noted.__dict__.pop("rows", [])
    return rows
