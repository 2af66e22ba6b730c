"""The worker: runs bulk checks, each in a process of its own, so that a fault ends that one alone.

PostgreSQL tells when a check is started. A check whose run died is taken up again, for its lock
went with it. Any number of workers may run, on any number of hosts (docs/decisions/0016).
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from threading import Event

import click
import psycopg
from django.db import OperationalError, connection

from broadhurst.capabilities.deconfliction.commands.run_bulk_check import run_bulk_check
from broadhurst.capabilities.deconfliction.matching import secret_mark
from broadhurst.capabilities.deconfliction.matching.bulk import claimed, released, waiting
from broadhurst.capabilities.deconfliction.matching.workers import note_seen
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.rules import objections_to_secret_key
from broadhurst.capabilities.deconfliction.rules.bulk import CHANNEL
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.collecting import leave_what_is_loaded

LOOKS_UP_EVERY = 5.0  # seconds: has a run died, and does whoever started this worker still live?
RUN = [sys.executable, "-m", "broadhurst", "deconfliction", "run-bulk-check"]
AWAY = "The database does not answer: the worker goes on when it does."


@click.command("work")
@click.option("--once", is_flag=True, help="Run the checks that are waiting, then end.")
@click.option("--with", "parent", type=int, hidden=True, help="End when this process does.")
def work(once: bool, parent: int | None) -> None:
    """Run the bulk checks that wait, and those that are started, until told to stop."""
    if wrong := objections_to_secret_key(is_another=secret_mark.is_another()):
        raise click.ClickException(wrong[0])
    for ref in _to_run(once=once):
        if parent and os.getppid() != parent:
            return
        if ref:
            _run(ref)


def _to_run(*, once: bool) -> Iterator[str]:
    """Each bulk check that waits, and from time to time nothing; after a lost connection, anew."""
    while True:
        try:
            connection.ensure_connection()
            connection.connection.execute(f"LISTEN {CHANNEL}")
            while True:
                note_seen(_name())
                yield from waiting()
                if once:
                    return
                for _ in connection.connection.notifies(timeout=LOOKS_UP_EVERY, stop_after=1):
                    break
                yield ""
        except (OperationalError, psycopg.OperationalError):
            if once:
                raise
            click.echo(AWAY, err=True)
            connection.close()
            Event().wait(LOOKS_UP_EVERY)
            yield ""


def _run(ref: str) -> None:
    """Run one in a process of its own, which ends when this one is told to stop."""
    with subprocess.Popen([*RUN, ref]) as running:  # noqa: S603
        try:
            while not _has_ended(running):
                # The next use after this run notices a lost connection and opens another.
                with suppress(OperationalError):
                    note_seen(_name())
        finally:
            running.terminate()


def _has_ended(running: "subprocess.Popen[bytes]") -> bool:
    try:
        running.wait(timeout=LOOKS_UP_EVERY)
    except subprocess.TimeoutExpired:
        return False
    return True


def _name() -> str:
    """By which this worker is known: its host and process."""
    return f"{socket.gethostname()[:80]}, process {os.getpid()}"


@click.command("run-bulk-check")
@click.argument("ref")
def run(ref: str) -> None:
    """Run one bulk check in this process, if nobody else does, as the officer who started it."""
    bulk = claimed(ref)
    if bulk is None:
        raise click.ClickException("It is not waiting to be run, or another worker is running it.")
    leave_what_is_loaded()
    with one_request():
        ended: BulkCheck = run_bulk_check(actor=actor_in(bulk.posting), bulk=bulk)
    released(bulk)
    click.echo(f"{ended.ref}  {ended.get_stage_display()}")


VERBS = (work, run)
