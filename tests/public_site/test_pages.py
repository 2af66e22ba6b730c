"""The public site of its own: what it sends, and that it serves no other address."""

import gzip
import re
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.db import connections

from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_messages.commands.withdraw_message import withdraw_message
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.config import database
from broadhurst.config.public_pages import PublicPages
from tests.at_once import at_once, refusals
from tests.foundation.test_every_address import routes
from tests.inspections.making import Room, make_room
from tests.people import Cast
from tests.public_messages.making import cleared, published
from tests.public_site.test_welsh import made_public

Get = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def room(committed: Cast) -> Room:
    return make_room(committed)


@pytest.fixture
def get(committed: Cast) -> Iterator[Get]:
    """Return a function that requests an address of the public site of its own."""
    name = connections["default"].settings_dict["NAME"]
    site = PublicPages(database.renamed(settings.STORE.public_url, name), is_https=False)

    def request(
        path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        started: list[Any] = []
        body = b"".join(site(environ, lambda *given: started.extend(given)))
        return int(started[0][:3]), dict(started[1]), body

    yield request
    site.own.connection.close()


def paths_of(room: Room, message: Message) -> list[str]:
    """Return every address of the site, filled in with what is published and what is not."""
    ocg, publication = room.cast.ocg(), room.published()
    filled = {"year": "2021", "form": "pdf", "key": room.cast.pol.agency.key}
    refs = [ocg.ref, publication.ref, message.ref]
    paths = set()
    for route in routes():
        for ref in refs:
            paths.add(
                "/" + re.sub(r"<(\w+)>", lambda found, ref=ref: filled.get(found[1], ref), route)
            )
    return sorted(paths)


def test_it_serves_only_public_addresses(room: Room, get: Get) -> None:
    message = published(room)
    answers = {path: get(path)[0] for path in paths_of(room, message)}
    found = {path for path, status in answers.items() if status == 200}
    assert {get(path, "POST")[0] for path in answers} == {405}
    stored = set(StoredPage.objects.values_list("path", flat=True))
    assert found - {"/healthz", "/readyz"} == stored & set(answers)
    outside = {path for path in found if not path.startswith("/published/")}
    assert outside == {"/healthz", "/readyz", "/robots.txt", "/sitemap.xml"}
    assert {status for path, status in answers.items() if path not in found} == {302, 404}
    assert {path for path, status in answers.items() if status == 302} == {"/"}
    assert len(found) > 15


def test_withdrawn_page_is_gone_with_the_next_request(room: Room, get: Get) -> None:
    message = published(room)
    path = f"/published/messages/{message.ref}/"
    status, headers, body = get(path)
    assert (status, message.title in body.decode()) == (200, True)
    assert headers["Cache-Control"] == "public, no-cache"
    assert get(path, if_none_match=headers["ETag"])[0] == 304
    withdraw_message(actor=room.cast.pol, message=message, because="The number was wrong.")
    status, headers, body = get(path, if_none_match=headers["ETag"])
    assert (status, "Page not found" in body.decode()) == (404, True)
    for listed in ("/published/messages/", "/published/feed.rss", "/sitemap.xml"):
        text = get(listed)[2].decode()
        assert message.title not in text
        assert message.ref not in text
    year = f"/published/messages/{message.written_at.year}/"
    assert get(year)[0] == 404


def test_welsh_address_that_is_not_found_is_answered_in_welsh(room: Room, get: Get) -> None:
    message = published(room)
    assert "Page not found" in get("/cy/published/nothing/")[2].decode()
    made_public(room, message)
    status, _, body = get("/cy/published/nothing/")
    assert (status, "Heb ddod o hyd i’r dudalen" in body.decode()) == (404, True)
    assert "Page not found" in get("/published/nothing/")[2].decode()


def test_page_is_sent_compressed_if_the_reader_takes_that(room: Room, get: Get) -> None:
    published(room)
    _, plain, body = get("/published/messages/")
    _, zipped, small = get("/published/messages/", accept_encoding="gzip, br")
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert len(small) == int(zipped["Content-Length"]) < len(body)
    assert zipped["ETag"] != plain["ETag"]
    assert get("/published/messages/", if_none_match=f"W/{zipped['ETag']}")[0] == 304
    assert get("/published/messages/", "HEAD")[2] == b""


def test_two_messages_published_at_once_are_both_listed(room: Room, get: Get) -> None:
    published(room, title="The first")
    two = [cleared(room, title=title) for title in ("The second", "The third")]
    acts = [lambda one=one: publish_message(actor=room.cast.pol, message=one) for one in two]
    assert refusals(at_once(*acts)) == []
    for path in ("/published/messages/", "/published/feed.atom"):
        text = get(path)[2].decode()
        for title in ("The first", "The second", "The third"):
            assert title in text


@pytest.mark.parametrize("path", ["/\0", "/published/\xff/", "/published//", "/../etc/passwd"])
def test_odd_address_is_not_found(get: Get, path: str) -> None:
    assert get(path)[0] == 404


def test_lost_connection_is_opened_again(room: Room, get: Get) -> None:
    published(room)
    assert get("/published/")[0] == 200
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
            [database.PUBLIC_ROLE],
        )
    assert get("/published/")[0] == 200
