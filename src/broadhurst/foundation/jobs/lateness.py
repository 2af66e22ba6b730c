"""Find late jobs, and when a worker was last seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from croniter import croniter
from django.db import connection

from broadhurst.foundation import clock
from broadhurst.foundation.jobs.registry import LONG_JOBS, SCHEDULES, Schedule, load_jobs

SEEN_WITHIN = timedelta(minutes=1)
WAITED_TOO_LONG = timedelta(minutes=1)
# A run that takes longer than this has got stuck.
RUNS_FOR_AT_MOST = timedelta(hours=2)

# A worker that stops in order takes its row away, but not the jobs that it started.
SEEN = """
SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),
       (SELECT at FROM procrastinate_events WHERE type = 'started' ORDER BY id DESC LIMIT 1)
"""
SUCCEEDED = """
SELECT j.task_name, max(e.at)
FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'succeeded'
GROUP BY j.task_name
"""
RUNNING = """
SELECT DISTINCT j.task_name
FROM procrastinate_jobs j
JOIN procrastinate_workers w ON w.id = j.worker_id AND w.last_heartbeat >= %(seen_since)s
JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'started' AND e.at >= %(running_since)s
WHERE j.status = 'doing'
"""
WAITING = """
SELECT j.task_name, count(*), min(e.at)
FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
WHERE j.queue_name = 'long' AND j.status = 'todo' AND e.at < %(waiting_since)s
GROUP BY j.task_name
"""
# Before this the database had no jobs, so none of them can be late.
BEGAN = "SELECT min(applied) FROM django_migrations WHERE app = 'jobs'"


@dataclass(frozen=True)
class Job:
    """A job as an operator sees it. `late_since` is empty if it is on time."""

    name: str
    what: str
    runs: str
    by_hand: str = ""
    succeeded_at: datetime | None = None
    late_since: datetime | None = None
    waiting: int = 0


@dataclass(frozen=True)
class Jobs:
    """All jobs, the late ones first, and when a worker was last seen."""

    jobs: list[Job]
    seen_at: datetime | None
    is_worker_running: bool

    @property
    def late(self) -> list[Job]:
        """The jobs that are late."""
        return [job for job in self.jobs if job.late_since]


def state_of_jobs() -> Jobs:
    """Return every job with the time since which it is late, and when a worker was last seen."""
    load_jobs()
    now = clock.now()
    beat_at, started_at = _rows(SEEN)[0]
    is_worker_running = beat_at is not None and beat_at >= now - SEEN_WITHIN
    seen_at = max((at for at in (beat_at, started_at) if at), default=None)
    succeeded: dict[str, datetime] = dict(_rows(SUCCEEDED))
    jobs = _long_jobs(now, succeeded, is_worker_running=is_worker_running)
    jobs += _scheduled_jobs(now, succeeded)
    jobs.sort(key=lambda job: (job.late_since is None, job.name))
    return Jobs(jobs, seen_at, is_worker_running)


def _long_jobs(
    now: datetime, succeeded: dict[str, datetime], *, is_worker_running: bool
) -> list[Job]:
    """The long jobs. One that waits while a worker is busy with another is not late."""
    waiting = {} if is_worker_running else _waiting(now - WAITED_TOO_LONG)
    jobs = []
    for name, what in LONG_JOBS.items():
        count, since = waiting.get(name, (0, None))
        jobs.append(
            Job(
                name, what, "when started", succeeded_at=succeeded.get(name), late_since=since,
                waiting=count,
            )
        )  # fmt: skip
    return jobs


def _waiting(since: datetime) -> dict[str, tuple[int, datetime | None]]:
    rows = _rows(WAITING, waiting_since=since)
    return {name: (count, first_at) for name, count, first_at in rows}


def _scheduled_jobs(now: datetime, succeeded: dict[str, datetime]) -> list[Job]:
    """The scheduled jobs. One is late if it did not succeed in time, and does not run now."""
    began = _rows(BEGAN)[0][0] or now
    spans = {"seen_since": now - SEEN_WITHIN, "running_since": now - RUNS_FOR_AT_MOST}
    running = {name for (name,) in _rows(RUNNING, **spans)}
    return [
        _scheduled_job(
            schedule, began, succeeded.get(schedule.name), now, is_running=schedule.name in running
        )
        for schedule in SCHEDULES.values()
    ]


def _scheduled_job(
    schedule: Schedule, began: datetime, succeeded_at: datetime | None, now: datetime, *,
    is_running: bool,
) -> Job:  # fmt: skip
    due: datetime = croniter(schedule.cron, succeeded_at or began).get_next(datetime)
    is_late = due + schedule.late_after < now and not is_running
    return Job(
        schedule.name, schedule.what, schedule.every, schedule.by_hand, succeeded_at,
        late_since=due if is_late else None,
    )  # fmt: skip


def _rows(statement: str, **values: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
