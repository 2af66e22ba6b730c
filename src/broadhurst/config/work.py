"""Run jobs: a worker alone, or beside the site; and say in words whether jobs are late."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import click
from django.db import connections

from broadhurst.capabilities.deconfliction.matching import match_key
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.jobs import tables, worker
from broadhurst.foundation.jobs.lateness import Job, state_of_jobs
from broadhurst.foundation.jobs.registry import LONG_JOBS, SCHEDULES, load_jobs

PROGRAM = [sys.executable, "-m", "broadhurst"]


@click.command()
@click.option("--once", is_flag=True, help="Run the bulk checks that wait now, and end.")
@click.option("--with", "parent", type=int, hidden=True, help="End when this process does.")
def work(once: bool, parent: int | None) -> None:
    """Run jobs until told to stop: bulk checks, and what is scheduled.

    The site runs a worker too. Start more workers on other machines if you need them.
    """
    objection = tables.objection() or next(iter(match_key.objections()), "")
    if objection:
        raise click.ClickException(objection)
    if once:
        worker.run_waiting()
        return
    connections.close_all()  # the worker has connections of its own
    click.echo(work_in_words(), err=True)
    worker.run(partial(click.echo, err=True), parent=parent)
    click.echo("The worker has stopped.", err=True)


@contextmanager
def beside_the_site() -> Iterator[None]:
    """Run a worker until the site ends, even if the site is killed."""
    with subprocess.Popen(  # noqa: S603
        [*PROGRAM, "work", "--with", str(os.getpid())], start_new_session=True
    ) as working:
        try:
            yield
        finally:
            working.terminate()


def work_in_words() -> str:
    """Say what a worker does."""
    load_jobs()
    scheduled = ", ".join(f"{schedule.name} ({schedule.every})" for schedule in SCHEDULES.values())
    started = ", ".join(LONG_JOBS)
    return (
        f"The worker runs these jobs when they are started, one at a time: {started}. "
        f"It runs these on schedule: {scheduled}."
    )


@click.command("jobs")
def list_jobs() -> None:
    """List the jobs: when each runs, when it last succeeded, and which are late."""
    for job in state_of_jobs().jobs:
        last = f"last success {moment(job.succeeded_at)}" if job.succeeded_at else "no success yet"
        status = f"LATE since {_since(job)}" if job.late_since else "on time"
        click.echo(f"{job.name}: {job.what}. Runs {job.runs}; {last}; {status}.")
    click.echo(jobs_in_words())


def jobs_in_words() -> str:
    """Say which jobs are late, since when and what to do, and when a worker was last seen."""
    state = state_of_jobs()
    seen = f"A worker was last seen on {moment(state.seen_at)}." if state.seen_at else ""
    if not state.late:
        return f"No job is late. {seen or 'No worker has run yet.'}"
    lines = [f"{job.what} ({job.name}) is late since {_since(job)}." for job in state.late]
    if state.is_worker_running:
        lines.append("A worker is running. Its log says why a job failed.")
        lines += [f"To run it by hand: {job.by_hand}" for job in state.late if job.by_hand]
    else:
        lines.append(f"No worker is running. {seen or 'None was ever seen.'}")
        lines.append("Start one: broadhurst work")
    return "\n".join(lines)


def _since(job: Job) -> str:
    waiting = f" ({job.waiting} waiting)" if job.waiting else ""
    return f"{moment(job.late_since)}{waiting}" if job.late_since else ""
