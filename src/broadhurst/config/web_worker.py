"""The server of `broadhurst serve`, and what each of its web workers loads."""

import logging
import signal
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian.constants import Interfaces
from granian.server.mp import MPServer

from broadhurst.config.front import SPARE, WAITING, Front
from broadhurst.foundation.gc_tuning import freeze_heap
from broadhurst_linkage.matcher import Matcher

GRACE = 10  # seconds for requests to end when the server stops
NOHUP = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
log = logging.getLogger(__name__)


class Site(MPServer):
    """A server that restarts failed workers, and ends when its terminal is closed.

    Granian itself would reload on SIGHUP.
    """

    def __init__(self, threads: int, **how: Any) -> None:
        super().__init__(
            "the site",
            interface=Interfaces.WSGI,
            blocking_threads=threads + WAITING + SPARE,
            respawn_failed_workers=True,
            workers_kill_timeout=GRACE,
            log_enabled=False,
            **how,
        )
        self.threads = threads

    def serve(self, *_given: Any, **_how: Any) -> None:
        connections.close_all()  # forked workers must not inherit a connection
        super().serve(target_loader=partial(in_worker, self.threads), wrap_loader=False)

    def signal_handler_reload(self, *_given: Any, **_how: Any) -> None:
        if not NOHUP:
            self.interrupt_signal = True
            self.main_loop_interrupt.set()

    def _respawn_workers(self, workers: Iterable[int], *given: Any, **how: Any) -> None:
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
        super()._respawn_workers(failed, *given, **how)

    def shutdown(self, exit_code: int = 0) -> None:
        if self.interrupt_children and not self.interrupt_signal:
            log.critical("A web worker stopped as soon as it started. The site is stopping.")
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]


def in_worker(threads: int) -> Callable[..., Iterable[bytes]]:
    """Load the site in a worker.

    SIGINT and SIGHUP are blocked. A terminal sends them to every process of a command, and the
    server then stops its workers itself. A worker that gets two signals at once may never end.

    The matcher is compiled here, so that the first check does not wait for it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    site = get_wsgi_application()
    Matcher.default().warm()
    freeze_heap()
    return Front(site, threads=threads, seconds=settings.REQUEST_SECONDS)
