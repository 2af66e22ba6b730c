"""Ask ClamAV about a file, by the protocol of its daemon (clamd): the command INSTREAM.

The address is `unix:/run/clamav/clamd.ctl` or `tcp:host:3310`. The client keeps no connection.
"""

import socket
import struct

from django.conf import settings

CHUNK = 1 << 16
TIMEOUT = 10  # seconds for the connection, and for each answer
LONGEST = 4096  # bytes of an answer


class NotScanned(Exception):
    """The scanner is configured, but gave no verdict."""


def is_configured() -> bool:
    """Return whether files are scanned."""
    return bool(settings.CLAMD)


def found_in(content: bytes) -> str:
    """Return the name of the virus that ClamAV finds in a file, or "". Raises NotScanned."""
    try:
        with _connected(settings.CLAMD) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                clamd.sendall(struct.pack("!L", len(part)) + part)
            clamd.sendall(struct.pack("!L", 0))
            answer = _answer(clamd)
    except OSError as failed:
        raise NotScanned(str(failed)) from failed
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise NotScanned(answer or "no answer")


def _connected(address: str) -> socket.socket:
    scheme, _, where = address.partition(":")
    if scheme == "unix":
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(TIMEOUT)
        try:
            clamd.connect(where)
        except OSError:
            clamd.close()
            raise
        return clamd
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), TIMEOUT)


def _answer(clamd: socket.socket) -> str:
    """Return what clamd says, up to its NUL."""
    reply = b""
    while b"\0" not in reply and len(reply) < LONGEST:
        part = clamd.recv(LONGEST)
        if not part:
            break
        reply += part
    return reply.partition(b"\0")[0].decode(errors="replace").strip()
