"""Read rows only once when several figures count the same rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from broadhurst.foundation.access.wall import current_settings

Given = ParamSpec("Given")
Rows = TypeVar("Rows")

_read: ContextVar[dict[Any, Any] | None] = ContextVar("broadhurst_one_pass", default=None)


@contextmanager
def one_pass() -> Iterator[None]:
    """Let functions marked `read_once` read the same rows only once in this block.

    The block must only read. A nested block joins the outer one.
    """
    if _read.get() is not None:
        yield
        return
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def read_once(function: Callable[Given, Rows]) -> Callable[Given, Rows]:
    """Mark a function whose rows are kept for the rest of the pass, and must not be changed.

    They are kept apart for each actor, so that nobody gets rows which another may see.
    """

    @wraps(function)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> Rows:
        read = _read.get()
        if read is None:
            return function(*args, **kwargs)
        key = (function, current_settings(), args, tuple(sorted(kwargs.items())))
        if key not in read:
            read[key] = function(*args, **kwargs)
        rows: Rows = read[key]
        return rows

    return inner
