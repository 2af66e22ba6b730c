"""The server that `broadhurst serve` starts, for the whole site or for the public pages alone."""

import logging
import signal
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.server.mp import MPServer

GRACE = 10  # seconds for requests to end when the server stops
NOHUP = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
Application = Callable[..., Iterable[bytes]]
log = logging.getLogger(__name__)


class Server(MPServer):
    """A server that restarts failed workers, and ends when its terminal is closed.

    Granian itself would reload on SIGHUP. `load` runs in each worker and returns what it serves.
    """

    def __init__(self, load: Callable[[], Application], **how: Any) -> None:
        super().__init__(
            "the site",
            interface=Interfaces.WSGI,
            respawn_failed_workers=True,
            workers_kill_timeout=GRACE,
            log_enabled=False,
            **how,
        )
        self.load = load

    def serve(self, *_given: Any, **_how: Any) -> None:
        super().serve(target_loader=self.load, wrap_loader=False)

    def signal_handler_reload(self, *_given: Any, **_how: Any) -> None:
        if not NOHUP:
            self.interrupt_signal = True
            self.main_loop_interrupt.set()

    def _respawn_workers(self, workers: Iterable[int], *args: Any, **how: Any) -> None:
        """Restart failed workers, and log it."""
        failed = list(workers)
        for place in failed:
            ended = self.wrks[place].inner
            log.error(
                "Web worker %d (process %s) ended by itself (exit code %s). Another is started.",
                place + 1,
                ended.pid,
                ended.exitcode,
            )
        super()._respawn_workers(failed, *args, **how)

    def shutdown(self, exit_code: int = 0) -> None:
        if self.interrupt_children and not self.interrupt_signal:
            log.critical("A web worker stopped as soon as it started. The site is stopping.")
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]


def leave_signals_to_the_server() -> None:
    """Block SIGINT and SIGHUP in a worker.

    A terminal sends them to every process of a command, and the server then stops its workers
    itself. A worker that gets two signals at once may never end.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})


def tls_objection(
    certificate: Path | None, key: Path | None, client_authority: Path | None = None
) -> str:
    """Return why HTTPS cannot be served with these files; empty if it can, or is not wanted."""
    if (certificate is None) != (key is None) or (client_authority and certificate is None):
        return "HTTPS needs both --certificate and --key."
    return ""


def address_objection(host: str, port: int) -> str:
    """Return why the site cannot be served at this address; empty if it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as refused:
        return (
            f"The site cannot be served at {host}:{port}: {refused.strerror}. If something else "
            f"is served there, stop it, or take another port: `--port 8001`, `make demo PORT=8001`."
        )
    return ""
