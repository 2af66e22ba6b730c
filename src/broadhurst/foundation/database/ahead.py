"""Statements that were sent before the code that reads them, in one round trip with others.

Waiting for an answer takes longer than a search by index. A page knows many of the statements of
its parts beforehand. It sends them together, and each part still asks for its own. The part gets
the answer that waits, if it sends the same statement with the same values as the same actor.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

CURRENT = "broadhurst_told"  # the attribute of a connection with its row-level security settings
Ask = tuple[str, Sequence[Any] | Mapping[str, Any]]  # a statement and its values
Key = tuple[str, str, str]

_waiting: ContextVar[dict[Key, Any] | None] = ContextVar("broadhurst_ahead", default=None)


def key_of(ours: BaseDatabaseWrapper, statement: str, values: object) -> Key:
    return statement, repr(getattr(ours, CURRENT, None)), repr(values)


def take(ours: BaseDatabaseWrapper, statement: str, values: object) -> Any:
    """Return the answer that waits for a statement, once; None without one."""
    waiting = _waiting.get()
    return waiting.pop(key_of(ours, statement, values), None) if waiting else None


@contextmanager
def waiting(answers: Iterable[tuple[Key, Any]]) -> Iterator[None]:
    """Keep answers for a block that only reads, in addition to those of an outer block."""
    token = _waiting.set({**(_waiting.get() or {}), **dict(answers)})
    try:
        yield
    finally:
        _waiting.reset(token)
