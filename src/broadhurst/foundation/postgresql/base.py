"""Django's PostgreSQL, which does not ask the server at each request whether it is still there."""

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is kept between requests is looked at before the first of each.

    Django sends `SELECT 1` and waits for its answer. What it is to find, a server that was stopped
    or that ended the session, has closed the socket, which can be seen without a word. A host that
    fell silent is found by the next statement, as it would be by that one.
    """

    health_check_enabled: bool
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Close a connection that the server has closed, so that the next statement opens one."""
        if self.connection and self.health_check_enabled and not self.health_check_done:
            if not self._is_open():
                self.close()
            self.health_check_done = True

    def _is_open(self) -> bool:
        ours = self.connection.pgconn
        try:
            # The server's last words come before the end of what can be read.
            ours.consume_input()
            ours.consume_input()
        except OperationalError:
            return False
        return bool(ours.status == ConnStatus.OK)
