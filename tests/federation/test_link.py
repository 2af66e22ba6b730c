"""The connection to another instance: answers and addresses that it refuses."""

import gzip
import json
import ssl
from collections.abc import Callable, Iterator

import httpx
import pytest

from broadhurst.capabilities.federation.exchange import link
from broadhurst.capabilities.federation.exchange.sealing import seal
from broadhurst.capabilities.federation.models import Peer

Answer = Callable[[httpx.Request], httpx.Response]
PART = 1 << 20


def asked(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[httpx.Request]:
    """Answer each request of this process, and return them in a list."""
    requests: list[httpx.Request] = []

    def carried(_transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer(request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", carried)
    monkeypatch.setattr(link, "_tls", lambda _authority: ssl.create_default_context())
    return requests


def line() -> link.Line:
    return link.Line(Peer(address="https://hub.example:8443/", credential=seal(b"made-up")))


class Endless(httpx.SyncByteStream):
    """An answer that never ends."""

    def __init__(self) -> None:
        self.parts = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.parts += 1
            yield b" " * PART


def test_a_request_goes_to_the_agreed_address_with_the_token_and_padded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    requests = asked(
        monkeypatch,
        lambda _request: httpx.Response(201, stream=httpx.ByteStream(b'{"others": 2}')),
    )
    assert line().post("/tokens", {"mark": "0"}) == {"others": 2}
    (request,) = requests
    assert str(request.url) == "https://hub.example:8443/api/v1/federation/tokens"
    assert request.headers["Authorization"] == "Bearer made-up"
    assert len(request.content) == link.LEAST_BODY
    assert json.loads(request.content) == {"mark": "0"}


def test_an_answer_that_is_too_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    asked(monkeypatch, lambda _request: httpx.Response(200, stream=endless))
    with pytest.raises(link.Unreachable, match="more than was agreed"):
        line().post("/pointers", {})
    assert endless.parts == link.MOST_BYTES // PART + 1


def test_a_redirect_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    away = {"Location": "https://elsewhere.example/"}
    requests = asked(
        monkeypatch,
        lambda _request: httpx.Response(307, headers=away, stream=httpx.ByteStream(b"{}")),
    )
    with pytest.raises(link.Unreachable, match="refused: 307"):
        line().post("/pointers", {})
    assert len(requests) == 1


@pytest.mark.parametrize("content", [b"[]", b"\xff", b"", gzip.compress(b"{}", mtime=0)])
def test_what_is_no_json_object_is_not_read(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """A compressed answer is refused too: it could grow past the size limit."""
    packed = {"Content-Encoding": "gzip"}
    requests = asked(
        monkeypatch,
        lambda _request: httpx.Response(200, headers=packed, stream=httpx.ByteStream(content)),
    )
    with pytest.raises(link.Unreachable, match="cannot be read"):
        line().post("/pointers", {})
    assert requests[0].headers["Accept-Encoding"] == "identity"


def test_an_instance_that_does_not_answer_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("timed out", request=request)

    asked(monkeypatch, late)
    with pytest.raises(link.Unreachable, match="not reached: timed out"):
        line().post("/pointers", {})
