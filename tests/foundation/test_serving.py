"""`broadhurst serve` as somebody at a terminal meets it."""

import json
import os
import signal
import socket
import subprocess
from pathlib import Path

from broadhurst.config import database
from tests.conftest import copied
from tests.served import PATIENCE, PROGRAM, environment, served


def test_ctrl_c_ends_the_site(worker: str) -> None:
    """A terminal interrupts every process of the command at once, the workers too."""
    with copied(f"broadhurst_{worker}_served") as name, served(name) as (_address, server):
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(timeout=PATIENCE) == 0


def test_a_port_in_use_is_told_in_words(worker: str) -> None:
    with (
        copied(f"broadhurst_{worker}_served") as name,
        socket.create_server(("127.0.0.1", 0)) as taken,
    ):
        port = str(taken.getsockname()[1])
        serve = [*PROGRAM, "serve", "--port", port]
        done = subprocess.run(  # noqa: S603
            serve, env=environment(name), capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert f"cannot be served at 127.0.0.1:{port}: Address already in use" in done.stderr
        assert "--port 8001" in done.stderr
        assert "Traceback" not in done.stderr


def test_who_was_killed_does_not_keep_the_embedded_server_up(tmp_path: Path) -> None:
    killed = subprocess.Popen(["sleep", "60"])  # noqa: S607
    killed.kill()
    killed.wait()
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([killed.pid, os.getpid()]))
    database.strike_the_dead(users)
    assert json.loads(users.read_text()) == [os.getpid()]
