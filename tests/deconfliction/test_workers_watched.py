"""Jobs that are late are noticed: by /readyz, `broadhurst check` and the administrator's page."""

from datetime import timedelta

from click.testing import CliRunner
from django.test import Client

from broadhurst.config.cli import main
from broadhurst.foundation import clock
from broadhurst.foundation.jobs.lateness import WAITED_TOO_LONG
from tests.bulk_checks.tables import started
from tests.conftest import NOW
from tests.doors import Machine, browser
from tests.jobs import events_moved_to, ran, set_up_at, worker_seen
from tests.people import Cast

TABLE = "phone\n07700 900123\n"
LATER = NOW + WAITED_TOO_LONG + timedelta(seconds=1)
HALF_AN_HOUR_LATER = NOW + timedelta(minutes=30)


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
    events_moved_to(NOW)
    assert jobs() == "on time", "it waits for a moment only"
    with clock.set_to(LATER):
        assert jobs() == "late"
        assert "bulk-check) is late since 1 March 2021 at 9:00am (1 waiting)" in said()
        assert "None was ever seen.\nStart one: broadhurst work" in said()


def test_a_worker_that_was_not_seen_for_a_while_is_late(cast: Cast) -> None:
    worker_seen(NOW)
    assert jobs() == "on time"
    started(cast.gail, TABLE)
    events_moved_to(NOW)
    with clock.set_to(LATER):
        assert "No worker is running. A worker was last seen on 1 March 2021 at 9:00am" in said()
        assert jobs() == "late"
        worker_seen(LATER)
        assert jobs() == "on time", "it is taken up when the worker has time"
        assert "No job is late. A worker was last seen on 1 March 2021 at 9:01am." in said()


def test_no_worker_is_missed_before_anything_is_due(cast: Cast) -> None:
    with clock.set_to(LATER):
        assert jobs() == "on time"


def test_a_worker_is_missed_even_where_nobody_started_a_job(cast: Cast) -> None:
    """Late hits must move up, whether or not anyone sends a bulk check."""
    ran("escalate", NOW)
    with clock.set_to(HALF_AN_HOUR_LATER):
        assert jobs() == "late"
        assert "Move late hits up (escalate) is late since 1 March 2021 at 9:05am." in said()


def test_a_job_that_fails_is_late_beside_a_running_worker(cast: Cast) -> None:
    ran("escalate", NOW)
    ran("escalate", NOW + timedelta(minutes=25), ended="failed")
    with clock.set_to(HALF_AN_HOUR_LATER):
        worker_seen(HALF_AN_HOUR_LATER)
        assert jobs() == "late"
        assert "A worker is running. Its log says why a job failed." in said()
        assert "To run it by hand: broadhurst deconfliction escalate --as broadhurst" in said()


def test_a_job_that_is_running_is_not_late(cast: Cast) -> None:
    ran("escalate", NOW)
    with clock.set_to(HALF_AN_HOUR_LATER):
        worker = worker_seen(HALF_AN_HOUR_LATER)
        ran("escalate", NOW + timedelta(minutes=6), ended="doing", worker=worker)
        assert jobs() == "on time"


def test_a_job_that_never_ran_is_late_once_it_was_due(cast: Cast) -> None:
    set_up_at(NOW)
    with clock.set_to(NOW + timedelta(minutes=9)):
        assert jobs() == "on time"
    with clock.set_to(NOW + timedelta(hours=12)):
        found = said()
    assert "Move late hits up (escalate) is late since 1 March 2021 at 9:05am." in found
    assert "(expire)" not in found, "the daily jobs are not due before the night"


def test_the_administrators_page_shows_late_jobs(cast: Cast) -> None:
    client = browser(cast.system)
    ran("escalate", NOW)
    assert "is running" not in client.get("/administration/").content.decode()
    with clock.set_to(HALF_AN_HOUR_LATER):
        page = client.get("/administration/").content.decode()
        assert "Jobs are late because no worker is running." in page
        assert "broadhurst work" in page
        shown = client.get("/administration/jobs/").content.decode()
        assert "Late since 1 March 2021 at 9:05am" in shown
        assert "A worker was last seen on 1 March 2021 at 9:00am." in shown
        listed = Machine(cast.system).get("/jobs").json()
    first = listed["items"][0]
    assert (first["name"], first["late_since"]) == ("escalate", "2021-03-01T09:05:00Z")
    assert listed["is_worker_running"] is False


def test_a_long_job_says_when_it_last_succeeded(cast: Cast) -> None:
    ran("bulk-check", NOW)
    done = CliRunner().invoke(main, ["jobs"])
    words = "bulk-check: Run a bulk check. Runs when started; last success 1 March 2021 at 9:00am"
    assert words in done.output


def test_only_administrators_of_the_service_see_jobs(cast: Cast) -> None:
    for actor in (cast.gail, cast.connie):
        assert browser(actor).get("/administration/jobs/").status_code == 403
        assert Machine(actor).get("/jobs").status_code == 403
