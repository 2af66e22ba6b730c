"""Register jobs, and start one. Each room that has jobs registers them in its `jobs.py`.

Procrastinate's tables have no row-level security, so a job carries one reference and no content.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from procrastinate import Blueprint, JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, JobAborted, TaskNotFound

from broadhurst.foundation.audit.record import one_request

# A worker runs one long job at a time. Scheduled jobs have a queue of their own, so that they
# never wait for a long one.
SCHEDULED, LONG = "scheduled", "long"
REFERENCE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
MOST_CHARACTERS = 60
OPEN = ("todo", "doing")
# A daily job that fails is tried again soon. A more frequent one waits for its next time.
AGAIN = RetryStrategy(max_attempts=3, wait=600)

Function = Callable[[], None]
MustStop = Callable[[], bool]
LongFunction = Callable[[str, MustStop], None]


@dataclass(frozen=True)
class Schedule:
    """When a job runs, what it does, how to run it by hand, and when it counts as late."""

    name: str
    cron: str
    every: str
    what: str
    by_hand: str
    late_after: timedelta


SCHEDULES: dict[str, Schedule] = {}
LONG_JOBS: dict[str, str] = {}
# An app of its own runs these: only the app of the scheduled jobs may start those.
long_tasks = Blueprint()


class Stopped(JobAborted):
    """The worker was told to stop, so the job ended early."""


@cache
def load_jobs() -> None:
    """Import the `jobs.py` of each room that has one. It registers the room's jobs."""
    autodiscover_modules("jobs")


def long_job(name: str, *, what: str) -> Callable[[LongFunction], LongFunction]:
    """Register a job about one reference. It may take minutes, and asks whether it must stop."""

    def register(function: LongFunction) -> LongFunction:
        @long_tasks.task(name=name, queue=LONG, pass_context=True)
        def run(context: JobContext, ref: str) -> None:
            function(ref, context.should_abort)

        LONG_JOBS[name] = what
        return function

    return register


def every_minutes(
    minutes: int, name: str, *, what: str, by_hand: str = "", one_at_a_time: bool = True
) -> Callable[[Function], Function]:
    """Register a job that runs every `minutes` minutes."""
    every = "every minute" if minutes == 1 else f"every {minutes} minutes"
    cron = f"*/{minutes} * * * *"
    schedule = Schedule(name, cron, every, what, by_hand, timedelta(minutes=10))
    return _register(schedule, lock=name if one_at_a_time else None, retry=None)


def daily(
    hour: int, minute: int, name: str, *, what: str, by_hand: str = ""
) -> Callable[[Function], Function]:
    """Register a job that runs once a day, and is tried again if it fails."""
    every = f"daily at {hour:02}:{minute:02} UTC"
    schedule = Schedule(name, f"{minute} {hour} * * *", every, what, by_hand, timedelta(hours=1))
    return _register(schedule, lock=name, retry=AGAIN)


def _register(
    schedule: Schedule, *, lock: str | None, retry: RetryStrategy | None
) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        def run(timestamp: int) -> None:
            with one_request():
                function()

        task = app.task(
            name=schedule.name,
            queue=SCHEDULED,
            lock=lock,
            queueing_lock=schedule.name,
            retry=retry or False,
        )(run)
        app.periodic(cron=schedule.cron)(task)
        SCHEDULES[schedule.name] = schedule
        return function

    return register


def defer(name: str, ref: str) -> None:
    """Start a long job about a reference once this transaction commits, unless it is open.

    Raises ValueError for anything but a reference, and TaskNotFound for an unknown job.
    """
    if not (REFERENCE.fullmatch(ref) and len(ref) <= MOST_CHARACTERS):
        raise ValueError("A job carries a reference and no content.")
    load_jobs()
    if name not in LONG_JOBS:
        raise TaskNotFound(f"No job is called {name}.")
    key = f"{name} {ref}"
    if ProcrastinateJob.objects.filter(queueing_lock=key, status__in=OPEN).exists():
        return
    # The savepoint keeps what else this transaction does if someone starts the job meanwhile.
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(name, queue=LONG, queueing_lock=key).defer(ref=ref)
