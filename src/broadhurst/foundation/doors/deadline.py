"""The time by which a request must have ended, and how its database work is stopped then."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import Any

from psycopg import Error

CANCEL_SECONDS = 2.0  # to reach the database with a cancel request


class Passed(Exception):
    """A request took too long. All that it did is undone."""


class Deadline:
    """The time by which one request must have ended. Used by two threads: its own and the front's.

    The request's own thread says on which database connection it works. The front's thread cancels
    the statement that runs there when the time has passed.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = monotonic() + seconds
        self._lock = Lock()
        self._connection: Any = None

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when the time has passed."""
        return max(0.0, self._at - monotonic())

    @property
    def has_passed(self) -> bool:
        return not self.left

    @contextmanager
    def working_on(self, connection: Any) -> Iterator[None]:
        """Name the connection for the length of a transaction, so that it can be cancelled."""
        with self._lock:
            self._connection = connection
        try:
            yield
        finally:
            # Under the lock, so that no cancel reaches the next request on this connection.
            with self._lock:
                self._connection = None

    def cancel_statement(self) -> None:
        """Cancel the statement that runs now, if there is one."""
        with self._lock:
            opened = self._connection.connection if self._connection else None
            if opened is None:
                return
            try:
                opened.cancel_safe(timeout=CANCEL_SECONDS)
            except Error:
                return  # the database is away: the statement fails by itself


_current: ContextVar[Deadline | None] = ContextVar("broadhurst_deadline", default=None)


def current() -> Deadline | None:
    """The deadline of the request that runs in this thread. Jobs and the terminal have none."""
    return _current.get()


@contextmanager
def until(deadline: Deadline) -> Iterator[Deadline]:
    """Let what runs in this block end by a deadline."""
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)
