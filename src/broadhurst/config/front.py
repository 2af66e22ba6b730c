"""The front of a web worker: it passes each request to a thread of the site, and waits for it.

The server has many more threads than the site, so something always answers: `/healthz` at once, and
a request that takes too long with an error in plain words. Only the site's few threads, each with
its database connection, run pages and endpoints.
"""

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from time import monotonic
from typing import IO, Any

from django.http import HttpResponse, JsonResponse

from broadhurst.foundation.doors import failing
from broadhurst.foundation.doors.deadline import Deadline, until

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]

WAITING = 500  # requests that may wait for one of the site's threads
SPARE = 12  # server threads that no request waits in, so that /healthz is answered
MOST_BYTES = 160_000_000  # of one request: three files as large as are kept (doors/uploads)
IN_MEMORY = 1_000_000
AT_A_TIME = 65_536
ARRIVES_WITHIN = 300.0  # seconds for all of a request to arrive
STOPS_WITHIN = 5  # seconds, in which the request's statement is cancelled each second
log = logging.getLogger(__name__)


class Front:
    """A WSGI application before the site's own."""

    def __init__(
        self,
        application: Application,
        *,
        threads: int,
        seconds: float,
        give_up: Callable[[], None] = lambda: os._exit(1),
    ) -> None:
        self.application, self.seconds, self.give_up = application, seconds, give_up
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="site")
        self.places = BoundedSemaphore(threads + WAITING)
        self.overdue: set[Future[Answer]] = set()
        self.threads = threads

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            answer = _plain(JsonResponse({"status": "up"}))
        else:
            answer = self._received(environ, path)
        status, headers, body = answer
        start_response(status, headers)
        return [body]

    def _received(self, environ: Environ, path: str) -> Answer:
        """The answer to a request once all of it is here, if there is a place for it."""
        received, refused = _received(environ)
        if received is None:
            return _plain(failing.not_received(path, refused))
        with received:
            if not self.places.acquire(blocking=False):
                return _plain(failing.busy(path))
            return self._passed_on(environ | {"wsgi.input": received}, path)

    def _passed_on(self, environ: Environ, path: str) -> Answer:
        """The site's answer, or one in plain words if that does not come in time."""
        limit = Deadline(self.seconds)
        task = self.pool.submit(self._run, environ, limit)
        task.add_done_callback(lambda _task: self.places.release())
        if _has_ended(task, limit.left):
            return task.result()
        log.error("A request took longer than %g seconds: %s", self.seconds, path)
        if task.cancel():
            return _plain(failing.busy(path))
        for _ in range(STOPS_WITHIN):
            limit.cancel_statement()
            if _has_ended(task, 1):
                return task.result()
        self._keep_overdue(task)
        return _plain(failing.not_ended(path))

    def _run(self, environ: Environ, limit: Deadline) -> Answer:
        """Run the site, in one of its own threads."""
        started: list[Any] = []

        def start_response(*given: Any) -> None:
            started[:] = given[:2]

        with until(limit):
            result = self.application(environ, start_response)
            try:
                body = b"".join(result)
            finally:
                if close := getattr(result, "close", None):
                    close()
        status, headers = started
        return status, headers, body

    def _keep_overdue(self, task: "Future[Answer]") -> None:
        """End this process once none of the site's threads is left: the server starts another."""
        self.overdue.add(task)
        task.add_done_callback(self.overdue.discard)
        if len(self.overdue) >= self.threads:
            log.critical("Every thread of this web worker is stuck, so the worker is restarting.")
            self.give_up()


def _has_ended(task: "Future[Answer]", seconds: float) -> bool:
    return bool(wait([task], timeout=seconds).done)


def _received(environ: Environ) -> tuple[IO[bytes] | None, int]:
    """All that was sent, or None with the status of the refusal.

    It is received before a thread of the site is taken, so that a slow sender holds none.
    """
    source, until_then = environ["wsgi.input"], monotonic() + ARRIVES_WITHIN
    kept: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    size = 0
    while piece := source.read(AT_A_TIME):
        size += len(piece)
        if size > MOST_BYTES or monotonic() > until_then:
            kept.close()
            return None, 413 if size > MOST_BYTES else 408
        kept.write(piece)
    kept.seek(0)
    return kept, 0


def _plain(response: HttpResponse) -> Answer:
    headers = [(name, value) for name, value in response.items()]
    return f"{response.status_code} {response.reason_phrase}", headers, response.content
