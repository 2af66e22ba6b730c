"""Begin a transaction on a connection that was kept from an earlier request.

The first statements tell whether the connection still works, so Django need not ask the server
before them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from broadhurst.foundation.database.prepared import connected, pipelined


class ConnectionLost(Exception):
    """The server had closed the connection before the first statement, so nothing was done."""


def skip_health_check() -> None:
    """Use the kept connection without asking the server first. `opening` finds out."""
    connected().health_check_done = True  # type: ignore[attr-defined]


@contextmanager
def opening() -> Iterator[None]:
    """Pipeline the first statements of a transaction, which must only read.

    psycopg waits for BEGIN, so they take two round trips. Raises ConnectionLost if the server had
    closed the connection. Then try again: Django opens another.
    """
    ours = connected()
    try:
        with pipelined():
            yield
    except OperationalError as failed:
        if ours.connection is None or ours.connection.closed:
            raise ConnectionLost from failed
        raise
