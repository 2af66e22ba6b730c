"""Jobs: what they may carry, which there are, and how those of a killed worker are taken up."""

import inspect
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection, connections, transaction
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from broadhurst.capabilities.bulk_checks.rules import JOB
from broadhurst.config.cli import main
from broadhurst.foundation import clock
from broadhurst.foundation.access.protect import APPLICATION_ROLE
from broadhurst.foundation.agencies.models import Session
from broadhurst.foundation.jobs import tables
from broadhurst.foundation.jobs.jobs import MOST_TRIES, delete_old_sessions, take_up_jobs
from broadhurst.foundation.jobs.registry import LONG_JOBS, SCHEDULES, defer, load_jobs, long_tasks
from tests.at_once import at_once
from tests.bulk_checks.tables import started
from tests.conftest import NOW
from tests.doors import browser
from tests.jobs import ran, worker_seen
from tests.people import Cast

load_jobs()  # the names below are of every job
REF = "BULK-ABC234"
# What an operator's timer did, and what keeps jobs going.
EXPECTED = {
    "take-up-jobs": "*/1 * * * *",
    "take-up-bulk-checks": "*/1 * * * *",
    "take-up-leavers": "*/1 * * * *",
    "publish-messages": "*/1 * * * *",
    "board-packs": "0 5 * * *",
    "chase-findings": "30 5 * * *",
    "email-daily": "0 6 * * *",
    "email-notifications": "*/1 * * * *",
    "lapse-interims": "0 4 * * *",
    "expire-finding-imports": "15 3 * * *",
    "expire-ocg-imports": "15 3 * * *",
    "escalate": "*/5 * * * *",
    "escalate-requests": "*/5 * * * *",
    "publish": "*/15 * * * *",
    "expire": "0 3 * * *",
    "expire-bulk-checks": "10 3 * * *",
    "count-names": "20 3 * * *",
    "expire-drafts": "10 3 * * *",
    "refresh-readers": "20 2 * * *",
    "expire-imports": "15 3 * * *",
    "delete-old-jobs": "40 3 * * *",
    "delete-old-sessions": "50 3 * * *",
}


def test_every_clock_is_scheduled() -> None:
    known = app.periodic_registry.periodic_tasks.values()
    assert {one.task.name: one.cron for one in known} == EXPECTED
    assert set(SCHEDULES) == set(EXPECTED)


def test_the_site_runs_a_worker_too_unless_told_not_to() -> None:
    [option] = [one for one in main.commands["serve"].params if one.name == "with_worker"]
    assert (option.opts, option.secondary_opts, option.default) == (["--work"], ["--no-work"], True)


def test_a_scheduled_job_waits_at_most_once() -> None:
    for name in SCHEDULES:
        assert app.tasks[name].queueing_lock == name


@pytest.mark.parametrize("name", sorted(name for name, one in SCHEDULES.items() if one.by_hand))
def test_every_scheduled_command_can_be_run_by_hand(name: str) -> None:
    words = SCHEDULES[name].by_hand.split()[1:]
    words = words[: words.index("--as")]
    command: Any = main
    while words and hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    assert command.callback


def test_the_guide_for_operators_has_every_job() -> None:
    guide = (Path(__file__).parents[2] / "docs/how-to/schedule.md").read_text()
    for name, one in SCHEDULES.items():
        assert f"`{name}`" in guide
        assert one.every in guide
    for name in LONG_JOBS:
        assert f"`{name}`" in guide


def test_a_deferred_job_holds_a_reference_and_nothing_else(cast: Cast) -> None:
    bulk = started(cast.gail, "Name,Phone\nPerry Windle,07700 900123\n")
    [job] = ProcrastinateJob.objects.all()
    assert job.args == {"ref": bulk.ref}
    assert re.fullmatch(r"[A-Z]+-[A-Z0-9]+", job.args["ref"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT j::text FROM procrastinate_jobs j")
        [(text,)] = cursor.fetchall()
    assert "Windle" not in text
    assert "900123" not in text


@pytest.mark.parametrize("content", ["Perry Windle", "07700 900123", "", "+447700900123", "A" * 61])
def test_a_job_refuses_content(cast: Cast, content: str) -> None:
    with pytest.raises(ValueError, match="no content"):
        defer(JOB, content)
    assert not ProcrastinateJob.objects.exists()


def test_a_job_takes_a_reference_or_the_time_it_was_due() -> None:
    """No task has a parameter that could hold anything else."""
    for task in long_tasks.tasks.values():
        assert list(inspect.signature(task.func).parameters) == ["context", "ref"]
    for name in SCHEDULES:
        assert list(inspect.signature(app.tasks[name].func).parameters) == ["timestamp"]


def test_an_unknown_job_is_not_started(cast: Cast) -> None:
    with pytest.raises(TaskNotFound):
        defer("bulk-chek", REF)


def test_a_job_that_is_open_is_not_started_again(cast: Cast) -> None:
    defer(JOB, REF)
    defer(JOB, REF)
    assert ProcrastinateJob.objects.count() == 1


def test_two_who_start_one_job_at_once_start_it_once(committed: Cast) -> None:
    outcomes = at_once(lambda: defer(JOB, REF), lambda: defer(JOB, REF))
    assert outcomes == [None, None]
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1


def test_a_bulk_check_that_is_not_started_leaves_no_job(cast: Cast) -> None:
    with transaction.atomic():
        started(cast.gail, "Phone\n07700 900123\n")
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


def statuses(name: str) -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name=name)
    return [str(status) for status in jobs.values_list("status", flat=True)]


def test_a_job_of_a_killed_worker_is_taken_up(committed: Cast) -> None:
    ran("escalate", NOW, ended="doing", worker=worker_seen(NOW))
    take_up_jobs()
    assert statuses("escalate") == ["todo"]


def test_a_job_of_a_killed_worker_does_not_hold_up_the_next(committed: Cast) -> None:
    """The next one has both locks of the job that died, so that cannot wait again beside it."""
    ran("escalate", NOW, ended="doing", worker=worker_seen(NOW))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET lock = 'escalate', queueing_lock = 'escalate'"
        )
    app.configure_task("escalate").defer(timestamp=1)
    take_up_jobs()
    assert sorted(statuses("escalate")) == ["failed", "todo"]


def test_a_job_that_kills_each_worker_is_ended(committed: Cast) -> None:
    ran("escalate", NOW, ended="doing", worker=worker_seen(NOW))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [MOST_TRIES])
    take_up_jobs()
    assert statuses("escalate") == ["failed"]


def test_a_job_of_a_living_worker_is_left_alone(committed: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        living = cursor.fetchone()[0]
    ran("escalate", NOW, ended="doing", worker=living)
    take_up_jobs()
    assert statuses("escalate") == ["doing"]


def test_without_rights_jobs_are_late_and_the_site_is_there(committed: Cast) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"REVOKE SELECT ON procrastinate_jobs FROM {APPLICATION_ROLE}")  # noqa: S608
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["jobs"]) == (200, "late")


@pytest.mark.parametrize(
    "right", ["SELECT ON procrastinate_jobs", "USAGE ON SEQUENCE procrastinate_jobs_id_seq"]
)
@pytest.mark.parametrize("words", [["check"], ["work"], ["serve", "--port", "0", "--no-work"]])
def test_a_role_that_may_not_use_the_tables_of_jobs_is_refused(
    committed: Cast, right: str, words: list[str]
) -> None:
    assert tables.objection() == ""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"REVOKE {right} FROM {APPLICATION_ROLE}")
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert f"The database role “{APPLICATION_ROLE}” may not use the tables of jobs" in told.output
    with connections["owner"].cursor() as cursor:
        cursor.execute(told.output.partition("owner: ")[2].splitlines()[0])
    assert tables.objection() == "", "what it says to run is all that is needed"


def test_expired_sessions_are_deleted_and_others_go_on(cast: Cast) -> None:
    old, going_on = browser(cast.gail).session.session_key, browser(cast.len).session.session_key
    Session.objects.filter(pk=old).update(expire_date=clock.now() - timedelta(seconds=1))
    Session.objects.filter(pk=going_on).update(expire_date=clock.now() + timedelta(hours=1))
    delete_old_sessions()
    assert [*Session.objects.values_list("pk", flat=True)] == [going_on]
