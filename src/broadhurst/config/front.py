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

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from broadhurst.foundation.doors import failing
from broadhurst.foundation.doors.deadline import Deadline, until

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]

WAITING = 500  # requests that may wait for one of the site's threads
SPARE = 12  # server threads that no request waits in, so that /healthz is answered
MOST_BYTES = 160_000_000  # with files: three as large as are kept (doors/uploads)
SPARE_BYTES = 1_000_000  # beyond what Django takes without files, so that it says what is too long
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
        """The answer to a request once all of it is here, if there is a place for it.

        What is too long by its own account, or has no place, is not received at all.
        """
        most = _most(environ)
        if _length(environ) > most:
            return _plain(failing.not_received(path, 413))
        if not self.places.acquire(blocking=False):
            return _plain(failing.busy(path))
        is_passed_on = False
        try:
            received, refused = _received(environ, most)
            if received is None:
                return _plain(failing.not_received(path, refused))
            with received:
                task, limit = self._begin(environ | {"wsgi.input": received})
                is_passed_on = True
                return self._ended(task, limit, path)
        finally:
            if not is_passed_on:
                self.places.release()

    def _begin(self, environ: Environ) -> tuple["Future[Answer]", Deadline]:
        """Pass a request on to the site: its place is free once that has ended."""
        limit = Deadline(self.seconds)
        task = self.pool.submit(self._run, environ, limit)
        task.add_done_callback(lambda _task: self.places.release())
        return task, limit

    def _ended(self, task: "Future[Answer]", limit: Deadline, path: str) -> Answer:
        """The site's answer, or one in plain words if that does not come in time."""
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


def _most(environ: Environ) -> int:
    """How many bytes a request may have: files come from those who say who they are."""
    says_who = environ.get("HTTP_AUTHORIZATION", "").startswith("Bearer ")
    says_who |= f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
    return MOST_BYTES if says_who else settings.DATA_UPLOAD_MAX_MEMORY_SIZE + SPARE_BYTES


def _length(environ: Environ) -> int:
    """How long a body says that it is; 0 where it does not say."""
    given = environ.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() and len(given) < 20 else 0


def _received(environ: Environ, most: int) -> tuple[IO[bytes] | None, int]:
    """All that was sent, or None with the status of the refusal.

    It is received before a thread of the site is taken, so that a slow sender holds none.
    """
    source, until_then = environ["wsgi.input"], monotonic() + ARRIVES_WITHIN
    kept: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    size = 0
    while piece := source.read(AT_A_TIME):
        size += len(piece)
        if size > most or monotonic() > until_then:
            kept.close()
            return None, 413 if size > most else 408
        kept.write(piece)
    kept.seek(0)
    return kept, 0


def _plain(response: HttpResponse) -> Answer:
    headers = [(name, value) for name, value in response.items()]
    return f"{response.status_code} {response.reason_phrase}", headers, response.content
