"""The front of a web worker: it passes each request to a thread of the site and waits for it.

The server has many more threads than the site. So it can always answer `/healthz` at once, and can
answer a request that takes too long with an error. Only the site's few threads, each with its own
database connection, run pages and endpoints.
"""

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from functools import partial
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from time import monotonic
from typing import IO, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from broadhurst.config.streamed import Streamed
from broadhurst.foundation.doors import error_handlers
from broadhurst.foundation.doors.deadline import Deadline, until

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], Iterable[bytes]]

WAITING = 500  # requests that may wait for one of the site's threads
SPARE = 12  # server threads that no request waits in, so that /healthz is answered
DOWNLOADS = 2  # long downloads that are made at once; they hold no thread of the site
MOST_BYTES = 160_000_000  # with files: three of the largest size (doors/uploads)
SPARE_BYTES = 1_000_000  # above Django's limit without files, so that Django reports the error
IN_MEMORY = 1_000_000
AT_A_TIME = 65_536
ARRIVES_WITHIN = 300.0  # seconds for all of a request to arrive
STOPS_WITHIN = 5  # seconds; each second the request's current statement is cancelled
log = logging.getLogger(__name__)


class Front:
    """A WSGI application in front of the site's own."""

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
        self.downloads = ThreadPoolExecutor(DOWNLOADS, thread_name_prefix="download")
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
        return body

    def _received(self, environ: Environ, path: str) -> Answer:
        """Receive all of a request, pass it on and return the answer.

        A request whose Content-Length is too large, or that finds the queue full, is not received.
        """
        most = _most(environ)
        if _length(environ) > most:
            return _plain(error_handlers.not_received(path, 413))
        if not self.places.acquire(blocking=False):
            return _plain(error_handlers.busy(path))
        is_passed_on = False
        try:
            received, refused = _received(environ, most)
            if received is None:
                return _plain(error_handlers.not_received(path, refused))
            with received:
                task, limit = self._begin(environ | {"wsgi.input": received})
                is_passed_on = True
                return self._ended(task, limit, path)
        finally:
            if not is_passed_on:
                self.places.release()

    def _begin(self, environ: Environ) -> tuple["Future[Answer]", Deadline]:
        """Pass a request on to the site; its place in the queue is freed when it ends."""
        limit = Deadline(self.seconds)
        task = self.pool.submit(self._run, environ, limit)
        task.add_done_callback(lambda _task: self.places.release())
        return task, limit

    def _ended(self, task: "Future[Answer]", limit: Deadline, path: str) -> Answer:
        """Return the site's answer, or an error page if it does not come in time."""
        if _has_ended(task, limit.left):
            return task.result()
        log.error("A request took longer than %g seconds: %s", self.seconds, path)
        if task.cancel():
            return _plain(error_handlers.busy(path))
        for _ in range(STOPS_WITHIN):
            limit.cancel_statement()
            if _has_ended(task, 1):
                return task.result()
        self._keep_overdue(task)
        return _plain(error_handlers.not_ended(path))

    def _run(self, environ: Environ, limit: Deadline) -> Answer:
        """Run the site, in one of its own threads."""
        started: list[Any] = []

        def start_response(*arguments: Any) -> None:
            started[:] = arguments[:2]

        with until(limit):
            result = self.application(environ, start_response)
            status, headers = started
            if _is_of_unknown_length(result, headers):
                return status, headers, self._streamed(result, environ.get("PATH_INFO", ""))
            try:
                body = b"".join(result)
            finally:
                if close := getattr(result, "close", None):
                    close()
        return status, headers, [body]

    def _streamed(self, result: Any, path: str) -> Streamed:
        """Let a thread of the downloads make the body of an answer, while it is sent."""
        body = Streamed()
        task = self.downloads.submit(_write, body, result)
        task.add_done_callback(partial(_log_failure, path))
        return body

    def _keep_overdue(self, task: "Future[Answer]") -> None:
        """End this process once all threads of the site are stuck; the server restarts it."""
        self.overdue.add(task)
        task.add_done_callback(self.overdue.discard)
        if len(self.overdue) >= self.threads:
            log.critical("Every thread of this web worker is stuck, so the worker is restarting.")
            self.give_up()


def _has_ended(task: "Future[Answer]", seconds: float) -> bool:
    return bool(wait([task], timeout=seconds).done)


def _is_of_unknown_length(result: Any, headers: list[tuple[str, str]]) -> bool:
    names = {name.casefold() for name, _value in headers}
    return getattr(result, "streaming", False) and "content-length" not in names


def _write(body: Streamed, result: Any) -> None:
    with closing(result):
        body.write(result)


def _log_failure(path: str, task: "Future[None]") -> None:
    """Log that a download failed: the type of its error, because the text may have names."""
    if error := task.exception():
        log.error("A download ended early (%s): %s", type(error).__name__, path)


def _most(environ: Environ) -> int:
    """Return the largest allowed body in bytes: more with a token or session, for files."""
    has_credentials = environ.get("HTTP_AUTHORIZATION", "").startswith("Bearer ")
    has_credentials |= f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
    return MOST_BYTES if has_credentials else settings.DATA_UPLOAD_MAX_MEMORY_SIZE + SPARE_BYTES


def _length(environ: Environ) -> int:
    """Return the Content-Length of a request, or 0 if it has none."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < 20 else 0


def _received(environ: Environ, most: int) -> tuple[IO[bytes] | None, int]:
    """Return the body, or None and the status of the refusal (413 or 408).

    The body is received before a thread of the site is taken, so a slow sender blocks none.
    """
    source, deadline = environ["wsgi.input"], monotonic() + ARRIVES_WITHIN
    body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    size = 0
    while chunk := source.read(AT_A_TIME):
        size += len(chunk)
        if size > most or monotonic() > deadline:
            body.close()
            return None, 413 if size > most else 408
        body.write(chunk)
    body.seek(0)
    return body, 0


def _plain(response: HttpResponse) -> Answer:
    headers = [(name, value) for name, value in response.items()]
    return f"{response.status_code} {response.reason_phrase}", headers, [response.content]
