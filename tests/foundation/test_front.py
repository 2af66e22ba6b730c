"""The front of a web worker answers while the site is busy, and stops slow requests."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.register.models import Ocg
from broadhurst.config import front as fronts
from broadhurst.config import streamed
from broadhurst.config.front import Front
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event as LogEvent
from tests.at_once import PATIENCE
from tests.conftest import NOW
from tests.doors import browser
from tests.people import Cast

OCG = {
    "name": "Amber Heron", "threat_types": ["drugs"], "districts": ["bolton"],
    "urgent_because": "An arrest is planned.",
}  # fmt: skip


def sent(
    front: Front, path: str, body: bytes = b"", **more: str
) -> tuple[str, dict[str, str], str]:
    """Return the status, headers and body that a front answers."""
    started: list[Any] = []
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.url_scheme": "http",
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body), "HTTP_HOST": "testserver",
        **more,
    }  # fmt: skip
    body = b"".join(front(environ, lambda *given: started.extend(given)))
    return started[0], dict(started[1]), body.decode()


class Toy:
    """A site whose requests wait until they are released."""

    def __init__(self) -> None:
        self.began, self.go_on = Event(), Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/slow":
            self.began.set()
            self.go_on.wait(PATIENCE)
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]


@contextmanager
def busy(front: Front, toy: Toy, answers: list[Any]) -> Iterator[None]:
    """Occupy the only thread of a front until the block ends."""
    holder = Thread(target=lambda: answers.append(sent(front, "/slow")))
    holder.start()
    assert toy.began.wait(PATIENCE)
    try:
        yield
    finally:
        toy.go_on.set()
        holder.join(PATIENCE)


def test_health_is_answered_while_every_thread_is_busy() -> None:
    toy = Toy()
    front = Front(toy, threads=1, seconds=PATIENCE)
    with busy(front, toy, []):
        status, headers, body = sent(front, "/healthz")
    assert (status, headers["Content-Type"]) == ("200 OK", "application/json")
    assert json.loads(body) == {"status": "up"}


COOKIE = {"HTTP_COOKIE": "a=b; sessionid=c"}
TOKEN = {"HTTP_AUTHORIZATION": "Bearer c"}


@pytest.mark.parametrize("who", [COOKIE, TOKEN])
def test_a_request_is_passed_on_whole(who: dict[str, str], settings: Any) -> None:
    settings.SESSION_COOKIE_NAME = "sessionid"
    front = Front(Toy(), threads=1, seconds=PATIENCE)
    assert sent(front, "/", b"x" * 4_000_000, **who)[2] == "x" * 4_000_000


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, *_given: Any) -> bytes:
        raise AssertionError("It was received.")


@pytest.mark.parametrize("more", [{}, {"HTTP_COOKIE": "a=b"}])
def test_what_is_too_long_for_nobody_in_particular_is_not_received(more: dict[str, Any]) -> None:
    front = Front(Toy(), threads=1, seconds=PATIENCE)
    unread: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": "3000000", **more}
    assert sent(front, "/", b"x", **unread)[0].startswith("413")
    # A body without Content-Length is refused once it is too long.
    unsaid: dict[str, Any] = {"CONTENT_LENGTH": "", **more}
    assert sent(front, "/", b"x" * 3_000_000, **unsaid)[0].startswith("413")
    assert sent(front, "/", b"x")[0] == "200 OK", "each gave its place back"


def test_what_has_no_place_is_not_received(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "WAITING", 0)
    toy = Toy()
    front = Front(toy, threads=1, seconds=PATIENCE)
    unread: dict[str, Any] = {"wsgi.input": Unread()}
    with busy(front, toy, []):
        assert sent(front, "/other", b"x", **unread)[0].startswith("503")
        assert sent(front, "/healthz")[0] == "200 OK"


@pytest.mark.parametrize("path", ["/slow", "/api/v1/slow"])
def test_a_request_that_had_no_turn_is_told_that_the_site_is_busy(path: str) -> None:
    toy = Toy()
    front = Front(toy, threads=1, seconds=0.2)
    with busy(front, toy, []):
        status, headers, body = sent(front, path)
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "30")
    assert "Too many requests are waiting" in body
    assert ("problem+json" in headers["Content-Type"]) == path.startswith("/api/")


def test_no_more_wait_than_there_are_threads_to_wait_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "WAITING", 0)
    toy = Toy()
    front = Front(toy, threads=1, seconds=PATIENCE)
    with busy(front, toy, []):
        assert sent(front, "/other")[0] == "503 Service Unavailable"
    assert sent(front, "/other")[0] == "200 OK"


def test_what_does_not_end_is_answered_and_its_worker_is_started_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fronts, "STOPS_WITHIN", 1)
    toy, ended = Toy(), Event()
    front, answers = Front(toy, threads=1, seconds=0.1, give_up=ended.set), []
    with busy(front, toy, answers):
        assert ended.wait(PATIENCE), "the worker has no thread left"
    status, _headers, body = answers[0]
    assert status == "503 Service Unavailable"
    assert "Check whether it was saved" in body


class Download:
    """A site that sends a body in parts, and waits before the last until it is told to go on."""

    streaming = True

    def __init__(self, *, fails: bool = False, length: int = 3) -> None:
        self.go_on, self.ended, self.fails, self.length = Event(), Event(), fails, length

    def __call__(self, _environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/csv")])
        return self

    def __iter__(self) -> Iterator[bytes]:
        yield b"first" * self.length
        assert self.go_on.wait(PATIENCE)
        if self.fails:
            raise ValueError("A name that nobody may read.")
        yield b"last"

    def close(self) -> None:
        self.ended.set()


def asked(front: Front) -> Any:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/long", "wsgi.input": BytesIO()}
    return front(environ, lambda *_given: None)


def test_a_long_answer_is_sent_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "AT_A_TIME", 10)
    site = Download()
    front = Front(site, threads=1, seconds=0.1)
    body = iter(asked(front))
    assert [next(body), next(body)] == [b"firstfirst", b"first"], "before it is whole"
    assert sent(front, "/healthz")[0] == "200 OK"
    assert front.pool.submit(lambda: "free").result(PATIENCE) == "free", "the site's only thread"
    site.go_on.set()
    assert b"".join(body) == b"last"


def test_a_slow_reader_holds_nothing_up_and_one_who_leaves_ends_it() -> None:
    slow = Download(length=streamed.IN_MEMORY)
    front = Front(slow, threads=1, seconds=PATIENCE)
    body = asked(front)
    slow.go_on.set()
    assert slow.ended.wait(PATIENCE), "all of it is made, though nothing is read yet"
    assert sum(map(len, body)) == 5 * streamed.IN_MEMORY + 4

    left = Download()
    asked(Front(left, threads=1, seconds=PATIENCE)).close()
    left.go_on.set()
    assert left.ended.wait(PATIENCE)


def test_a_long_answer_that_fails_breaks_off_and_its_reason_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    site = Download(fails=True)
    site.go_on.set()
    front = Front(site, threads=1, seconds=PATIENCE)
    assert b"".join(asked(front)) == b"first" * 3
    front.downloads.shutdown()
    assert "A download ended early (ValueError): /long" in caplog.text
    assert "nobody may read" not in caplog.text


def test_more_than_the_site_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "MOST_BYTES", 1_000)
    front = Front(Toy(), threads=1, seconds=PATIENCE)
    assert sent(front, "/", b"x" * 1_001, **TOKEN)[0].startswith("413")
    monkeypatch.setattr(fronts, "ARRIVES_WITHIN", -1.0)
    assert sent(front, "/", b"x")[0].startswith("408")


@pytest.fixture
def site() -> Iterator[Front]:
    """The real site with one thread, and half a second for each request."""
    application = get_wsgi_application()

    def at_nine(*given: Any) -> Iterable[bytes]:
        with clock.set_to(NOW):
            return application(*given)

    front = Front(at_nine, threads=1, seconds=0.5, give_up=lambda: None)
    yield front
    front.pool.submit(connections.close_all).result()
    front.pool.shutdown()


@contextmanager
def locked(mode: str) -> Iterator[None]:
    """Lock the table of OCGs on another connection."""
    with connections["owner"].cursor() as owner:
        owner.execute("BEGIN")
        owner.execute(f"LOCK TABLE register_ocg IN {mode} MODE")
        try:
            yield
        finally:
            owner.execute("ROLLBACK")


def test_a_write_that_waits_too_long_is_stopped_and_undone(committed: Cast, site: Front) -> None:
    token = issue_token(actor=committed.gail, label="a test", days=1).secret
    sio, lro = committed.gail.officer.username, committed.len.officer.username
    asked = json.dumps(OCG | {"description": "x", "lro": lro, "sio": sio}).encode()
    more = {"CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}"}
    with as_actor(committed.gail):
        before = LogEvent.objects.count()
    with locked("EXCLUSIVE"):
        status, headers, body = sent(site, "/api/v1/ocgs", asked, **more)
    assert status == "503 Service Unavailable"
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["detail"].startswith("It was stopped because it took too long.")
    with as_actor(committed.gail):
        assert not Ocg.objects.exists()
        assert LogEvent.objects.count() == before
    status, _headers, body = sent(site, "/api/v1/ocgs", asked, **more)
    assert status.startswith("201"), body


def test_a_page_that_takes_too_long_says_so(committed: Cast, site: Front) -> None:
    cookies = browser(committed.gail).cookies
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    with locked("ACCESS EXCLUSIVE"):
        status, _headers, body = sent(site, "/ocgs/", HTTP_COOKIE=cookie)
    assert status == "503 Service Unavailable"
    assert "This took too long" in body
    assert "Nothing was saved." in body
    assert sent(site, "/ocgs/", HTTP_COOKIE=cookie)[0] == "200 OK"
