"""A job worker that died is noticed: by /readyz, and by `broadhurst check` in words."""

from datetime import timedelta

from click.testing import CliRunner
from django.test import Client

from broadhurst.capabilities.deconfliction.matching.workers import LATE_AFTER, note_seen
from broadhurst.capabilities.deconfliction.models import JobWorker
from broadhurst.config.cli import main
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from tests.conftest import NOW
from tests.deconfliction.tables import started
from tests.people import Cast

TABLE = "phone\n07700 900123\n"
LATER = NOW + LATE_AFTER + timedelta(seconds=1)


def jobs() -> str:
    answer = Client().get("/readyz")
    assert answer.status_code == 200, "the site is there all the same"
    return str(answer.json()["jobs"])


def said() -> str:
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 0, done.output
    return done.output


def test_work_that_waits_for_nobody_is_late(cast: Cast) -> None:
    started(cast.gail, TABLE)
    assert jobs() == "on time", "it waits for a moment only"
    with clock.set_to(LATER):
        assert jobs() == "late"
        assert "1 bulk check waits since 1 March 2021 at 9:00am" in said()
        assert "none was ever seen. Start one: broadhurst deconfliction work" in said()


def test_a_worker_that_was_not_seen_for_a_while_is_late(cast: Cast) -> None:
    note_seen("one host, process 1")
    assert jobs() == "on time"
    started(cast.gail, TABLE)
    with clock.set_to(LATER):
        assert "no worker is running: one was last seen on 1 March 2021 at 9:00am" in said()
        assert jobs() == "late"
        note_seen("another host, process 2")
        assert jobs() == "on time", "it is taken up when the worker has time"
        assert "No bulk check waits for a worker." in said()


def test_no_worker_is_missed_where_nothing_waits(cast: Cast) -> None:
    with clock.set_to(LATER):
        assert jobs() == "on time"


def test_a_worker_says_that_it_lives(committed: Cast) -> None:
    done = CliRunner().invoke(main, ["deconfliction", "work", "--once"])
    assert done.exit_code == 0, done.output
    with elevated("to see in a test which workers live"):
        assert JobWorker.objects.get().seen_at == NOW
    assert not JobWorker.objects.exists(), "nobody else reads it"
