"""A made-up clamd, which speaks its protocol over a Unix socket and knows one signature."""

import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A signature of our own, so that no real scanner reacts to this file.
VIRUS = b"BROADHURST-MADE-UP-VIRUS-FOR-TESTS"
NAME = "Broadhurst.Test"


@contextmanager
def fake_clamd(answer: str = "") -> Iterator[str]:
    """Run the daemon for a block, and return its address. `answer` is given to every file."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = Path(folder) / "clamd.ctl"
        listening.bind(str(path))
        listening.listen()
        threading.Thread(target=_serve, args=(listening, answer), daemon=True).start()
        try:
            yield f"unix:{path}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, answer: str) -> None:
    while True:
        try:
            client, _ = listening.accept()
        except OSError:  # closed
            return
        with client, client.makefile("rb") as sent:
            if sent.read(10) != b"zINSTREAM\0":
                client.sendall(b"UNKNOWN COMMAND\0")
                continue
            content = b""
            while size := struct.unpack("!L", sent.read(4))[0]:
                content += sent.read(size)
            verdict = f"stream: {NAME} FOUND" if VIRUS in content else "stream: OK"
            client.sendall((answer or verdict).encode() + b"\0")
