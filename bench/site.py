"""The site of a bench: `broadhurst serve` in a process of its own."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

START_WITHIN = 180  # seconds: it compiles the matcher first
Address = tuple[str, int]


class NotStarted(Exception):
    """The site did not answer in time."""


@contextmanager
def served(*options: str) -> Iterator[tuple[Address, subprocess.Popen[bytes]]]:
    """Run the site as an operator does; yield its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    run = [sys.executable, "-m", "broadhurst", "serve", "--port", str(port), *options]
    process = subprocess.Popen(run)  # noqa: S603
    try:
        _wait_for(host, port, process)
        yield (host, port), process
    finally:
        process.terminate()
        process.wait()


def _wait_for(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection(host, port)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.2)
    raise NotStarted(f"http://{host}:{port}")
