"""The jobs of this room: run bulk checks, start those that wait, and delete expired ones."""

import subprocess
import sys

from broadhurst.capabilities.bulk_checks.commands.expire import expire_bulk_checks
from broadhurst.capabilities.bulk_checks.matching.run_queue import waiting
from broadhurst.capabilities.bulk_checks.rules import JOB
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import (
    MustStop,
    Stopped,
    daily,
    defer,
    every_minutes,
    long_job,
)

RUN = [sys.executable, "-m", "broadhurst", "deconfliction", "run-bulk-check"]
LOOKS_EVERY = 1.0  # seconds: must this job stop?
BY_HAND = "broadhurst deconfliction expire-bulk-checks --as broadhurst"


class RunFailed(Exception):
    """The process of a bulk check ended with an error. Another run takes the check up."""


@long_job(JOB, what="Run a bulk check")
def run_in_a_process(ref: str, must_stop: MustStop) -> None:
    """Run a bulk check in a process of its own, so that a fault ends that run alone.

    Do nothing if it has ended, or if another run is doing it.
    """
    if ref not in waiting():
        return
    with subprocess.Popen([*RUN, ref]) as running:  # noqa: S603
        try:
            while not _has_ended(running):
                if must_stop():
                    raise Stopped
        finally:
            running.terminate()
    if running.returncode:
        raise RunFailed(f"The run of {ref} ended with exit code {running.returncode}.")


def _has_ended(running: "subprocess.Popen[bytes]") -> bool:
    try:
        running.wait(timeout=LOOKS_EVERY)
    except subprocess.TimeoutExpired:
        return False
    return True


@every_minutes(1, "take-up-bulk-checks", what="Start bulk checks that wait or whose run was killed")
def take_up_bulk_checks() -> None:
    """Start a job for each bulk check that nobody runs: its own status is what counts."""
    for ref in waiting():
        defer(JOB, ref)


@daily(
    3, 10, "expire-bulk-checks",
    what="Delete expired bulk checks", by_hand=BY_HAND,
)  # fmt: skip
def expire_tables() -> None:
    """Delete expired bulk checks, as the system."""
    expire_bulk_checks(actor=actor_of_system())
