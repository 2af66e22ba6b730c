"""The line to another instance: TLS 1.3, both sides with certificates, one authority pinned.

Nothing of what is compared is in an address or a log; what is sent is blinded before it gets here.
"""

import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from broadhurst.capabilities.federation.exchange.peers import secret_of
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.sizes import bucket

PREFIX = "/api/v1/federation"
PATIENCE = 60  # seconds
# A blinded set of 4 million items, the largest agreed, is 22 MB and a third more as base64.
MOST_BYTES = 64_000_000
LEAST_BODY = 8_192
CERTIFICATE, KEY = "federation/certificate.pem", "federation/key.pem"


class Unreachable(Exception):
    """The other instance gave no answer that can be used; the text says why."""


class Line:
    """Requests to one peer. Redirects are not followed, and answers are cut off at a size."""

    def __init__(self, peer: Peer) -> None:
        where = urlsplit(peer.address)
        self._host, self._port = where.hostname or "", where.port or 443
        self._headers = {
            "Authorization": f"Bearer {secret_of(peer)}",
            "Content-Type": "application/json",
        }
        self._tls = _tls(peer.authority)

    def get(self, path: str) -> dict[str, Any]:
        """What the peer answers to a question without content. Raises Unreachable."""
        return self._ask("GET", path, None)

    def post(self, path: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What the peer answers to a form. Raises Unreachable."""
        return self._ask("POST", path, filled(json.dumps(answers).encode()))

    def _ask(self, method: str, path: str, body: bytes | None) -> dict[str, Any]:
        line = http.client.HTTPSConnection(
            self._host, self._port, timeout=PATIENCE, context=self._tls
        )
        try:
            line.request(method, f"{PREFIX}{path}", body, self._headers)
            answer = line.getresponse()
            status, text = answer.status, answer.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as broken:
            raise Unreachable(f"The other instance was not reached: {broken}") from broken
        finally:
            line.close()
        return _read(status, text)


def filled(body: bytes) -> bytes:
    """JSON with spaces up to a power of two: the length on the wire does not tell of hits."""
    return body.ljust(bucket(len(body), LEAST_BODY))


def _read(status: int, text: bytes) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise Unreachable("The other instance answered with more than was agreed.")
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
    """Trust in the one authority that was agreed, and in none that the machine trusts."""
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
