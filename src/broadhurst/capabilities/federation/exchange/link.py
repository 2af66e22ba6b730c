"""Send requests to another instance over HTTPS, with certificates on both sides.

The authority of the other certificate is pinned. No address or log holds what is compared. Only
tokens are sent.
"""

import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from broadhurst.capabilities.federation.exchange.peers import secret_of
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.sizes import bucket

PREFIX = "/api/v1/federation"
TIMEOUT = 60  # seconds
# A hub's answer with 70,000 pointers, of at most 230 bytes each.
MOST_BYTES = 1 << 24
LEAST_BODY = 8_192
CERTIFICATE, KEY = "federation/certificate.pem", "federation/key.pem"


class Unreachable(Exception):
    """The other instance gave no answer that can be used. The text says why."""


class Line:
    """A connection to one peer.

    It follows no redirects and limits the size of answers.
    """

    def __init__(self, peer: Peer) -> None:
        where = urlsplit(peer.address)
        self._root = httpx.URL(
            scheme="https", host=where.hostname or "", port=where.port, path=PREFIX
        )
        self._headers = {
            "Authorization": f"Bearer {secret_of(peer)}",
            "Content-Type": "application/json",
            # A compressed answer could grow past the limit in one step.
            "Accept-Encoding": "identity",
        }
        self._tls = _tls(peer.authority)

    def post(self, path: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the peer's answer to a form. Raise Unreachable if there is none."""
        body = filled(json.dumps(answers).encode())
        try:
            # trust_env=False: ignore proxies and passwords from the machine's environment.
            with (
                httpx.Client(
                    verify=self._tls, timeout=TIMEOUT, follow_redirects=False, trust_env=False
                ) as client,
                client.stream(
                    "POST", f"{self._root}{path}", content=body, headers=self._headers
                ) as answer,
            ):
                return _parse_answer(answer.status_code, _read_limited(answer))
        except httpx.HTTPError as broken:
            raise Unreachable(f"The other instance was not reached: {broken}") from broken


def filled(body: bytes) -> bytes:
    """Pad JSON with spaces to a power of two.

    The length of a request or an answer then does not reveal hits.
    """
    return body.ljust(bucket(len(body), LEAST_BODY))


def _read_limited(answer: httpx.Response) -> bytes:
    """Read an answer. Raise Unreachable if it is longer than MOST_BYTES."""
    text = bytearray()
    for part in answer.iter_raw():
        text += part
        if len(text) > MOST_BYTES:
            raise Unreachable("The other instance answered with more than was agreed.")
    return bytes(text)


def _parse_answer(status: int, text: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError as unread:
        raise Unreachable(f"The other instance's answer ({status}) cannot be read.") from unread
    if not isinstance(answer, dict):
        raise Unreachable(f"The other instance's answer ({status}) cannot be read.")
    if status not in (200, 201):
        why = answer.get("detail") or answer.get("title") or status
        raise Unreachable(f"The other instance refused: {str(why)[:160]}")
    return answer


def _tls(authority: str) -> ssl.SSLContext:
    """Return a context that trusts only the agreed authority, not the machine's own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=authority)
        context.load_cert_chain(settings.DATA / CERTIFICATE, settings.DATA / KEY)
    except (OSError, ssl.SSLError) as missing:
        raise Unreachable(
            f"Put this instance's certificate and key at {CERTIFICATE} and {KEY} in the data "
            f"folder: {missing}"
        ) from missing
    return context
