"""The connection that is kept between requests: not used again once the server has closed it."""

from typing import Any

from psycopg import OperationalError
from psycopg.pq import ConnStatus


def close_if_ended(ours: Any) -> None:
    """Close a connection whose server was stopped or has ended the session: another is opened.

    Django's own check (CONN_HEALTH_CHECKS) asks the server and waits for an answer before each
    request. What it is to find has closed the socket, which can be seen without a word. A host that
    fell silent is found by the next statement, as it would be by that one.
    """
    if ours.connection and not _is_open(ours.connection.pgconn):
        ours.close()


def _is_open(pgconn: Any) -> bool:
    try:
        # The server's last words come before the end of what can be read.
        pgconn.consume_input()
        pgconn.consume_input()
    except OperationalError:
        return False
    return bool(pgconn.status == ConnStatus.OK)
