"""The WSGI application of the public site: each request reads one stored page, and sends it.

It has no templates, sessions or forms, and its database role can read nothing else.
"""

import logging
import re
import threading
from collections.abc import Iterable
from typing import Any

import psycopg

Headers = list[tuple[str, str]]
Answer = tuple[str, Headers, bytes]

NOT_FOUND = "/published/not-found/"
WELSH = "/cy"
ALSO = {"/readyz": "/published/"}  # a load balancer asks whether the pages can be read
OPTIONS = "-c statement_timeout=5s -c default_transaction_read_only=on"
# The page at an address, without its body if the reader has it.
READ = """
SELECT content_type, etag, filename, sent.gzipped, sent.had,
       CASE WHEN sent.had THEN '' WHEN sent.gzipped THEN page.gzipped ELSE page.body END
FROM public_site_storedpage page
CROSS JOIN LATERAL (
    SELECT %s::boolean AND octet_length(page.gzipped) > 0 AS gzipped,
           page.etag = ANY (%s::text[]) AS had
) sent
WHERE path = %s
"""
ETAG = re.compile(r'"([0-9a-f]{64})(?:-gzip)?"')
# A page may be kept, but is asked for each time, so that a withdrawn one is gone at once.
ALWAYS: Headers = [
    ("Cache-Control", "public, no-cache"),
    ("Vary", "Accept-Encoding"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload")
NOT_MODIFIED = "304 Not Modified"
log = logging.getLogger(__name__)


def _plain(status: str, text: str, *more: tuple[str, str]) -> Answer:
    return status, [("Content-Type", "text/plain; charset=utf-8"), *more], text.encode()


METHOD_NOT_ALLOWED = _plain(
    "405 Method Not Allowed", "This address takes GET.", ("Allow", "GET, HEAD")
)
AWAY = _plain("503 Service Unavailable", "Try again in a minute.", ("Retry-After", "60"))
FIXED = {
    "/": _plain("302 Found", "", ("Location", "/published/")),
    "/healthz": _plain("200 OK", "up"),
}


class PublicPages:
    """The public site, which reads the pages of the database at `url`.

    Each thread keeps a connection of its own.
    """

    def __init__(self, url: str, *, is_https: bool) -> None:
        self.url, self.own = url, threading.local()
        self.always = [*ALWAYS, HSTS] if is_https else ALWAYS

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            status, headers, body = self._answer(environ)
        except psycopg.Error as failed:
            log.error("A page could not be read: %s", failed)
            status, headers, body = AWAY
        if status != NOT_MODIFIED:
            headers = [*headers, ("Content-Length", str(len(body)))]
        start_response(status, headers + self.always)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return METHOD_NOT_ALLOWED
        if path in FIXED:
            return FIXED[path]
        wants_gzip = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        has = ETAG.findall(environ.get("HTTP_IF_NONE_MATCH", ""))
        page = None if "\0" in path else self._read_again(ALSO.get(path, path), wants_gzip, has)
        if page is None:
            return _sent("404 Not Found", self._not_found(path, wants_gzip))
        return _sent("200 OK", page)

    def _not_found(self, path: str, wants_gzip: bool) -> Any:
        """Return the page that says so, in Welsh below a Welsh address if there is one."""
        welsh = (
            self._read_again(WELSH + NOT_FOUND, wants_gzip, []) if path.startswith(WELSH) else None
        )
        return welsh or self._read_again(NOT_FOUND, wants_gzip, [])

    def _read_again(self, path: str, wants_gzip: bool, has: list[str]) -> Any:
        """Read a page, on a new connection if the old one was lost."""
        try:
            return self._read(path, wants_gzip, has)
        except psycopg.OperationalError:
            self.own.connection = None
            return self._read(path, wants_gzip, has)

    def _read(self, path: str, wants_gzip: bool, has: list[str]) -> Any:
        connection = getattr(self.own, "connection", None)
        if connection is None:
            connection = self.own.connection = psycopg.connect(
                self.url, autocommit=True, prepare_threshold=0, options=OPTIONS
            )
        return connection.execute(READ, [wants_gzip, has, path], binary=True).fetchone()


def _sent(status: str, page: Any) -> Answer:
    """Return a stored page as it is sent; a short answer if there is none to say “not found”."""
    if page is None:
        return _plain(status, "Not found")
    content_type, etag, filename, is_gzipped, is_had, body = page
    headers = [("ETag", f'"{etag}-gzip"' if is_gzipped else f'"{etag}"')]
    if is_had:
        return NOT_MODIFIED, headers, b""
    headers.append(("Content-Type", content_type))
    if is_gzipped:
        headers.append(("Content-Encoding", "gzip"))
    if filename:
        headers.append(("Content-Disposition", f'attachment; filename="{filename}"'))
    return status, headers, bytes(body)
