"""Bulk checks as real workers run them: started, killed, told to stop, and two workers at once."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from broadhurst.capabilities.bulk_checks.jobs import (
    RunFailed,
    run_in_a_process,
    take_up_bulk_checks,
)
from broadhurst.capabilities.bulk_checks.matching.run_queue import released
from broadhurst.capabilities.bulk_checks.rules import JOB
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.config import database
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.bulk_checks.tables import run, started, taken
from tests.people import Cast
from tests.server_process import PATIENCE, PAUSE, PROGRAM, environment, start_program

TABLE = "Phone\n07700 900123\n07700 900124\n"
Worker = subprocess.Popen[bytes]


@pytest.fixture(autouse=True)
def today(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    """The real time, which a worker has too: it deletes what has expired."""
    with clock.set_to(datetime.now(UTC)):
        yield


@contextmanager
def working(log: Path, *options: str) -> Iterator[Worker]:
    """Run `broadhurst work` on the database of the test, and tell it to stop at the end."""
    with log.open("ab") as output:
        worker = start_program(
            [*PROGRAM, "work", *options], env=environment(connection.settings_dict["NAME"]),
            stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield worker
        finally:
            if worker.poll() is None:
                worker.terminate()
            worker.wait(timeout=PATIENCE)


@contextmanager
def entries_held() -> Iterator[None]:
    """Let no run register an entry, so that it can be killed midway."""
    url = database.renamed(settings.STORE.owner_url, connection.settings_dict["NAME"])
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE deconfliction_entry IN SHARE ROW EXCLUSIVE MODE")
        yield
        other.rollback()


def until(condition: Callable[[], bool], *workers: Worker) -> None:
    """Wait for something, for as long as the workers live."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        assert all(worker.poll() is None for worker in workers), "a worker ended"
        time.sleep(PAUSE)


def a_run_waits() -> bool:
    """Whether a run waits for a lock that a test holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE NOT l.granted AND d.datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def stage(cast: Cast, bulk: BulkCheck) -> str:
    with as_actor(cast.gail):
        return str(BulkCheck.objects.get(pk=bulk.pk).stage)


def runs(cast: Cast, bulk: BulkCheck) -> int:
    with as_actor(cast.gail):
        return Event.objects.filter(verb="bulk_check.begun", subject=bulk.ref).count()


def statuses(name: str = JOB) -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name=name).order_by("pk")
    return [str(status) for status in jobs.values_list("status", flat=True)]


def never() -> bool:
    return False


def test_a_worker_runs_what_is_started_and_what_is_due(committed: Cast, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with working(log) as worker:
        bulk = started(committed.gail, TABLE)
        until(lambda: statuses() == ["succeeded"], worker)
        assert stage(committed, bulk) == "done"
        for name in ("escalate", "expire", "expire-bulk-checks", "count-names"):
            until(lambda name=name: "succeeded" in statuses(name), worker)  # type: ignore[misc]
        worker.terminate()
        assert worker.wait(timeout=PATIENCE) == 0
    said = log.read_text()
    assert "runs these jobs when they are started, one at a time: bulk-check" in said
    assert "escalate (every 5 minutes)" in said
    assert "The worker has stopped." in said
    assert "Traceback" not in said
    with as_actor(committed.system):
        done = Event.objects.filter(officer=committed.system.officer)
        for verb in ("hits.escalated", "entries.expired", "bulk_checks.expired", "names.counted"):
            assert done.filter(verb=verb).exists(), "by the system, with its event"


def test_what_a_killed_worker_ran_is_taken_up_by_another(committed: Cast, tmp_path: Path) -> None:
    bulk = started(committed.gail, TABLE)
    with entries_held(), working(tmp_path / "log") as worker:
        until(a_run_waits, worker)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=PATIENCE)
    assert (stage(committed, bulk), statuses()) == ("running", ["doing"]), "nobody could say more"
    with connection.cursor() as cursor:  # as after an hour without a heartbeat or a sweep
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1h'")
        cursor.execute(
            "UPDATE procrastinate_periodic_defers SET defer_timestamp = defer_timestamp - 3600"
        )
    with working(tmp_path / "log") as worker:
        until(lambda: stage(committed, bulk) == "done", worker)
        until(lambda: statuses() == ["succeeded"], worker)
    assert runs(committed, bulk) == 2


def test_a_worker_told_to_stop_stops_its_run_and_another_goes_on(
    committed: Cast, tmp_path: Path
) -> None:
    bulk = started(committed.gail, TABLE)
    with entries_held(), working(tmp_path / "log") as worker:
        until(a_run_waits, worker)
        worker.terminate()
        assert worker.wait(timeout=PATIENCE) == 0
        until(lambda: not a_run_waits())
    assert (stage(committed, bulk), statuses()) == ("running", ["aborted"])
    take_up_bulk_checks()
    assert statuses() == ["aborted", "todo"]
    with working(tmp_path / "log", "--once") as worker:
        assert worker.wait(timeout=PATIENCE) == 0
    assert (stage(committed, bulk), statuses()) == ("done", ["aborted", "succeeded"])


def test_two_workers_never_run_one_bulk_check_twice(committed: Cast, tmp_path: Path) -> None:
    """Even if it has two jobs: the check's own lock decides, not the queue."""
    bulk = started(committed.gail, TABLE)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            " SELECT queue_name, task_name, args FROM procrastinate_jobs WHERE task_name = %s",
            [JOB],
        )
    log = tmp_path / "log"
    with working(log, "--once") as one, working(log, "--once") as other:
        assert {worker.wait(timeout=PATIENCE) for worker in (one, other)} == {0}
    assert stage(committed, bulk) == "done"
    assert runs(committed, bulk) == 1
    assert "succeeded" in statuses()


def test_a_lost_job_is_no_lost_check(cast: Cast) -> None:
    bulk = started(cast.gail, TABLE)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    take_up_bulk_checks()
    [job] = ProcrastinateJob.objects.all()
    assert (job.args, job.status) == ({"ref": bulk.ref}, "todo")
    take_up_bulk_checks()
    assert statuses() == ["todo"], "it waits once"


def test_a_run_that_is_under_way_or_over_is_not_run_again(cast: Cast) -> None:
    bulk = started(cast.gail, TABLE)
    held = taken(bulk)
    run_in_a_process(bulk.ref, never)
    take_up_bulk_checks()
    assert runs(cast, bulk) == 0
    released(held)
    run(bulk)
    run_in_a_process(bulk.ref, never)
    assert runs(cast, bulk) == 1


def test_a_run_that_fails_says_so(committed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bulk = started(committed.gail, TABLE)
    monkeypatch.setattr("broadhurst.capabilities.bulk_checks.jobs.RUN", ["/bin/sh", "-c", "exit 3"])
    with pytest.raises(RunFailed, match=f"{bulk.ref} ended with exit code 3"):
        run_in_a_process(bulk.ref, never)
    assert stage(committed, bulk) == "waiting", "the next sweep takes it up"


def test_a_worker_beside_a_site_ends_with_it(committed: Cast, tmp_path: Path) -> None:
    with working(tmp_path / "log", "--with", "1") as worker:
        assert worker.wait(timeout=PATIENCE) == 0, "another process is its parent"
