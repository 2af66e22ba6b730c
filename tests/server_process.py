"""Run the real program as an operator does, for tests of whole journeys."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import pytest
from django.conf import settings

from broadhurst.config import database

_C = ctypes.CDLL(None)
PROGRAM = [sys.executable, "-m", "broadhurst"]
OF_STORIES = [sys.executable, "-m", "tests.stories.program"]
PATIENCE = 120  # seconds for the program to answer, or to end
PAUSE = 0.05  # seconds between two looks: the cores are for what the test waits for


def environment(name: str) -> dict[str, str]:
    """Return environment variables that point at the database of this name."""
    where = settings.STORE
    return {
        **os.environ,
        "DATABASE_OWNER_URL": database.renamed(where.owner_url, name),
        "DATABASE_URL": database.renamed(where.application_url, name),
    }


def start_program(command: list[str], **options: Any) -> subprocess.Popen[Any]:
    """Start a program in a session of its own. It ends with the tests, even if they are killed."""
    return subprocess.Popen(  # noqa: S603
        command, start_new_session=True, preexec_fn=_end_with_parent, **options
    )


def _end_with_parent() -> None:
    """Ask the kernel for a SIGTERM when the parent ends: `PR_SET_PDEATHSIG` of prctl(2)."""
    _C.prctl(1, signal.SIGTERM)


@contextmanager
def served(
    name: str,
    *options: str,
    verb: str = "serve",
    program: Sequence[str] = PROGRAM,
    log: IO[bytes] | None = None,
    **settings: str,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `broadhurst serve` in its own session; yield its address and process.

    The process is stopped at the end. SIGHUP has its default action, even if `nohup` runs the
    tests.
    """
    port = free_port()
    serve = [*program, verb, "--port", str(port), *options]
    around = environment(name) | settings
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        server = start_program(serve, env=around, stderr=log)
    finally:
        signal.signal(signal.SIGHUP, before)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz", server)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until an address answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except OSError:  # it does not listen yet, or still compiles the matcher
            time.sleep(PAUSE)
    pytest.fail(f"The site did not answer at {address}.")
