"""Requests to another instance: HTTPS with certificates on both sides, its authority pinned.

No address or log holds what is compared, and only tokens are sent.
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
PATIENCE = 60  # seconds
# A hub's answer with 70,000 pointers, of at most 230 bytes each.
MOST_BYTES = 1 << 24
LEAST_BODY = 8_192
CERTIFICATE, KEY = "federation/certificate.pem", "federation/key.pem"


class Unreachable(Exception):
    """The other instance gave no answer that can be used; the text says why."""


class Line:
    """Requests to one peer. Redirects are not followed, and answers are cut off at a size."""

    def __init__(self, peer: Peer) -> None:
        where = urlsplit(peer.address)
        self._root = httpx.URL(
            scheme="https", host=where.hostname or "", port=where.port, path=PREFIX
        )
        self._headers = {
            "Authorization": f"Bearer {secret_of(peer)}",
            "Content-Type": "application/json",
            # What is compressed could grow past the limit in one step.
            "Accept-Encoding": "identity",
        }
        self._tls = _tls(peer.authority)

    def post(self, path: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the peer's answer to a form. Raises Unreachable."""
        body = filled(json.dumps(answers).encode())
        try:
            # Proxies and passwords of the machine's environment are not for this line.
            with (
                httpx.Client(
                    verify=self._tls, timeout=PATIENCE, follow_redirects=False, trust_env=False
                ) as client,
                client.stream(
                    "POST", f"{self._root}{path}", content=body, headers=self._headers
                ) as answer,
            ):
                return _read(answer.status_code, _cut_off(answer))
        except httpx.HTTPError as broken:
            raise Unreachable(f"The other instance was not reached: {broken}") from broken


def filled(body: bytes) -> bytes:
    """JSON with spaces up to a power of two: the length on the wire does not tell of hits."""
    return body.ljust(bucket(len(body), LEAST_BODY))


def _cut_off(answer: httpx.Response) -> bytes:
    """Read an answer as far as it may be long. Raises Unreachable if it is longer."""
    text = bytearray()
    for part in answer.iter_raw():
        text += part
        if len(text) > MOST_BYTES:
            raise Unreachable("The other instance answered with more than was agreed.")
    return bytes(text)


def _read(status: int, text: bytes) -> dict[str, Any]:
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
    """Trust the one authority that was agreed, and none that the machine trusts."""
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
