"""The deadline of a request. When it passes, the running database statement is cancelled."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import Any

from psycopg import Error

CANCEL_SECONDS = 2.0  # timeout of the cancel request itself


class Passed(Exception):
    """A request took too long. Everything it did is rolled back."""


class Deadline:
    """The deadline of one request, shared by two threads.

    The request's own thread registers its database connection. The front's thread cancels the
    statement that runs on it once the deadline has passed.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = monotonic() + seconds
        self._lock = Lock()
        self._connection: Any = None

    @property
    def left(self) -> float:
        """The seconds that are left; 0 once the deadline has passed."""
        return max(0.0, self._at - monotonic())

    @property
    def has_passed(self) -> bool:
        return not self.left

    @contextmanager
    def working_on(self, connection: Any) -> Iterator[None]:
        """Register the connection of a transaction, so that its statements can be cancelled."""
        with self._lock:
            self._connection = connection
        try:
            yield
        finally:
            # Take the lock, so that a cancel cannot reach the next request on this connection.
            with self._lock:
                self._connection = None

    def cancel_statement(self) -> None:
        """Cancel the running statement, if there is one."""
        with self._lock:
            opened = self._connection.connection if self._connection else None
            if opened is None:
                return
            try:
                opened.cancel_safe(timeout=CANCEL_SECONDS)
            except Error:
                return  # the database is down, so the statement fails anyway


_current: ContextVar[Deadline | None] = ContextVar("broadhurst_deadline", default=None)


def current() -> Deadline | None:
    """Return the deadline of this thread's request, or None in jobs and at the terminal."""
    return _current.get()


@contextmanager
def until(deadline: Deadline) -> Iterator[Deadline]:
    """Run a block with a deadline."""
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)
