"""The jobs of this room: bulk checks, and what the system does by the clock."""

import subprocess
import sys

from broadhurst.capabilities.deconfliction.commands.count_names import count_names
from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.commands.expire_bulk_checks import expire_bulk_checks
from broadhurst.capabilities.deconfliction.matching.bulk import waiting
from broadhurst.capabilities.deconfliction.rules.bulk import JOB
from broadhurst.capabilities.establishment.queries import system_actor
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
BY_HAND = "broadhurst deconfliction {} --as broadhurst"


class RunFailed(Exception):
    """The process of a bulk check ended with an error. Another run takes the check up."""


@long_job(JOB, what="Run a bulk check")
def run_in_a_process(ref: str, must_stop: MustStop) -> None:
    """Run a bulk check in a process of its own, so that a fault ends that run alone.

    Nothing is to do if it has ended, or if another run has it.
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


@daily(3, 0, "expire", what="Delete expired entries and events", by_hand=BY_HAND.format("expire"))
def expire_entries() -> None:
    """Delete expired entries and events, as the system."""
    expire(actor=system_actor())


@daily(
    3, 10, "expire-bulk-checks",
    what="Delete expired bulk checks", by_hand=BY_HAND.format("expire-bulk-checks"),
)  # fmt: skip
def expire_tables() -> None:
    """Delete expired bulk checks, as the system."""
    expire_bulk_checks(actor=system_actor())


@daily(
    3, 20, "count-names",
    what="Count which names are common", by_hand=BY_HAND.format("count-names"),
)  # fmt: skip
def count_common_names() -> None:
    """Count which names are common, as the system."""
    count_names(actor=system_actor())
