"""Check a persistent database connection before a request uses it again."""

from typing import Any

from psycopg import OperationalError
from psycopg.pq import ConnStatus


def close_if_dead(ours: Any) -> None:
    """Close a connection that the server has closed, so that Django opens a new one.

    Django's own check (CONN_HEALTH_CHECKS) sends a query before each request and waits for the
    answer. A server that stopped or ended the session has closed the socket, which this process can
    see without a query. Neither check notices a host that fell silent before the next statement.
    """
    if ours.connection and not _is_open(ours.connection.pgconn):
        ours.close()


def _is_open(pgconn: Any) -> bool:
    try:
        # The first read may return the server's last message; the second notices the closed socket.
        pgconn.consume_input()
        pgconn.consume_input()
    except OperationalError:
        return False
    return bool(pgconn.status == ConnStatus.OK)
