"""Load the demo region for the stories: `python -m tests.stories.loading`, beside the first tests.

It holds a lock until it ends, so a story that needs the region waits for the lock.
"""

import fcntl
import os
import signal
import subprocess
import sys
from typing import IO

from django.conf import settings

from tests.conftest import REGION, copied, rename
from tests.server_process import OF_STORIES, environment, start_program


def lock() -> IO[str]:
    """Wait until nobody loads the region, and keep others from it until the file is closed."""
    held = (settings.DATA / "region.lock").open("w")
    fcntl.flock(held, fcntl.LOCK_EX)
    return held


def begin() -> subprocess.Popen[bytes]:
    """Start the loading in a process of its own, which takes over the lock."""
    with lock() as held:
        return start_program(
            [sys.executable, "-m", "tests.stories.loading"], pass_fds=[held.fileno()],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip


def end(loading: subprocess.Popen[bytes]) -> None:
    """Stop the loading with all that it started, if it has not ended."""
    if loading.poll() is None:
        os.killpg(loading.pid, signal.SIGTERM)
        loading.wait()


def load() -> None:
    # Loaded under another name, so that nobody takes one that is half loaded.
    with copied(f"{REGION}_loading") as name:
        subprocess.run([*OF_STORIES, "load-demo"], env=environment(name), check=True)  # noqa: S603
        rename(name, REGION)


if __name__ == "__main__":
    load()
