"""What the tests of jobs share: rows of Procrastinate's tables at times of the tests' clock."""

from datetime import datetime

from django.db import connection

from tests.conftest import NOW


def ran(name: str, at: datetime, *, ended: str = "succeeded", worker: int | None = None) -> None:
    """A scheduled job that was started at a time, and how it ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
            " VALUES ('scheduled', %s, %s, %s) RETURNING id",
            [name, ended, worker],
        )
        job = cursor.fetchone()[0]
        for kind in ("started", ended):
            if kind != "doing":
                cursor.execute(
                    "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, %s)",
                    [job, kind, at],
                )


def worker_seen(at: datetime) -> int:
    """A worker whose heart beat last at a time; its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [at]
        )
        return int(cursor.fetchone()[0])


def events_moved_to(at: datetime) -> None:
    """All that happened to jobs so far happened at this time of the tests' clock."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = %s", [at])


def set_up_at(at: datetime = NOW) -> None:
    """The database has had jobs since this time. Only its owner may say so."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s WHERE app = 'jobs'", [at])
