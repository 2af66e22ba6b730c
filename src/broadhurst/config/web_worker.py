"""A web worker of `broadhurst serve`: what it loads, and the server that starts it again."""

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
from broadhurst.foundation.collecting import leave_what_is_loaded
from broadhurst_linkage.matcher import Matcher

GRACE = 10  # seconds for requests to end once the server is told to stop
NOHUP = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
log = logging.getLogger(__name__)


class Site(MPServer):
    """A server that starts a failed worker again, and ends when its terminal is closed.

    Granian would start afresh at that signal.
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
        connections.close_all()  # no worker is to inherit one
        super().serve(target_loader=partial(in_worker, self.threads), wrap_loader=False)

    def signal_handler_reload(self, *told: Any, **how: Any) -> None:
        if not NOHUP:
            self.interrupt_signal = True
            self.main_loop_interrupt.set()

    def _respawn_workers(self, workers: Iterable[int], *given: Any, **how: Any) -> None:
        """Start failed workers again, and say so in the log."""
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

    A terminal tells every process of a command that it is interrupted or closed, and the server
    then tells its workers to stop: a worker told twice at the same moment may never end.
    What a check compiles is compiled before the first one waits for it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    site = get_wsgi_application()
    Matcher.default().warm()
    leave_what_is_loaded()
    return Front(site, threads=threads, seconds=settings.REQUEST_SECONDS)
