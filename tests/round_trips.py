"""Count the round trips between this process and PostgreSQL.

A proxy stands between them. It passes on what the process sends, and holds the answer back until
the process has been quiet for a moment. So statements that are sent without waiting for each other
count as one round trip, and BEGIN or COMMIT counts if the process waits for it.
"""

import select
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

QUIET = 0.05  # seconds without a byte from one side, before the other side's turn
NUMBER = ".s.PGSQL.5432"


class RoundTrips:
    """A proxy for one connection, with the number of round trips so far."""

    def __init__(self, folder: str, server: str) -> None:
        self.count = 0
        self._server = server
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(Path(folder) / NUMBER))
        self._listening.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            ours, _ = self._listening.accept()
        except OSError:  # closed, and nobody connected
            return
        theirs = socket.socket(socket.AF_UNIX)
        theirs.connect(self._server)
        with ours, theirs:
            while _pass_on(ours, theirs):
                self.count += 1
                if not _pass_on(theirs, ours):
                    break

    def close(self) -> None:
        self._listening.close()


def _pass_on(source: socket.socket, target: socket.socket) -> bool:
    """Pass on one side's turn: until it is quiet. False if it has closed the connection."""
    waiting = None  # for its first byte, as long as it takes
    try:
        while select.select([source], [], [], waiting)[0]:
            part = source.recv(1 << 16)
            if not part:
                return False
            target.sendall(part)
            waiting = QUIET
    except OSError:  # the other side has gone
        return False
    return True


@contextmanager
def counted() -> Iterator[RoundTrips]:
    """Connect Django through the proxy for a block."""
    before = connection.settings_dict["HOST"]
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        proxy = RoundTrips(folder, str(Path(before) / NUMBER))
        connection.settings_dict["HOST"] = folder
        try:
            yield proxy
        finally:
            connection.close()
            connection.settings_dict["HOST"] = before
            proxy.close()
