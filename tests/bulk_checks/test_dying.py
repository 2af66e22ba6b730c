"""A bulk check that is killed, or run twice at once, answers each row once."""

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from broadhurst.capabilities.bulk_checks.commands import run as steps
from broadhurst.capabilities.bulk_checks.commands.answer_rows import answer_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.cancel import cancel_bulk_check
from broadhurst.capabilities.bulk_checks.commands.end import end_bulk_check
from broadhurst.capabilities.bulk_checks.commands.register_rows import register_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.run import begin_bulk_check
from broadhurst.capabilities.bulk_checks.matching.rows import context_of, look_through
from broadhurst.capabilities.bulk_checks.matching.run_queue import claimed, released, waiting
from broadhurst.capabilities.bulk_checks.rules import TRIES
from broadhurst.capabilities.bulk_checks.writes.steps import EnteringAhead
from broadhurst.capabilities.deconfliction.commands.stop_value import stop_value
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import BulkCheck, Entry, HitSide, Key
from broadhurst.capabilities.deconfliction.targets.reading import stop_list
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from tests.at_once import at_once, while_it_waits
from tests.bulk_checks.crash_helpers import A_STEP
from tests.bulk_checks.tables import checked, rows, run, started, step_of, taken
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.people import Cast
from tests.server_process import PATIENCE, PAUSE, environment

HITS, OTHERS, WRONG = 12, 7, 1
TABLE = (
    "Phone\n"
    + "".join(f"07700 9005{n:02}\n" for n in range(HITS))
    + "none\n"
    + "".join(f"07700 9006{n:02}\n" for n in range(OTHERS))
)
THEIRS = "Phone\n" + "".join(f"07700 9005{n:02}\n" for n in range(HITS))
ROWS = HITS + OTHERS + WRONG
# Three steps register rows, one finds no more rows, and three answer them.
REGISTERING, ANSWERING = (1, 2, 3), (5, 6, 7)


def assert_each_row_was_answered_once(cast: Cast, bulk: BulkCheck) -> None:
    with as_actor(cast.gail):
        done = BulkCheck.objects.select_related("receipt").get(pk=bulk.pk)
        assert (done.stage, done.rows_registered, done.rows_answered) == ("done", ROWS, ROWS)
        assert (done.rows_hit, done.rows_wrong) == (HITS, WRONG)
        assert done.receipt is not None
        assert (done.receipt.entries, done.receipt.hit_count) == (ROWS - WRONG, HITS)
        assert Entry.objects.count() == ROWS - WRONG
        assert HitSide.objects.count() == HITS
        assert Event.objects.filter(verb="hit.raised").count() == HITS
        assert Event.objects.filter(verb="bulk_check.ended").count() == 1
    with as_actor(cast.olive):
        assert Event.objects.filter(verb="hit.raised").count() == HITS
    found = rows(cast.gail, bulk)
    assert Counter(row.answer for row in found) == {
        "hit": HITS, "no_hit": OTHERS, "not_checked": WRONG,
    }  # fmt: skip
    assert len({row.entry_id for row in found}) == ROWS - WRONG + 1
    with elevated("a test counts the keys by which a unit finds its own"):
        assert Key.objects.filter(entry__unit=cast.gail.unit, kind=103).count() == ROWS - WRONG


def killed_in_step(ref: str, step: int) -> None:
    """Kill a worker's process in a step, which also releases its lock."""
    dying = [sys.executable, "-m", "tests.bulk_checks.crash_helpers", ref, str(step)]
    name = connection.settings_dict["NAME"]
    died = subprocess.run(dying, env=environment(name), timeout=PATIENCE)  # noqa: S603
    assert died.returncode == -signal.SIGKILL
    deadline = time.monotonic() + PATIENCE
    while ref not in waiting():
        assert time.monotonic() < deadline, "nobody could take it up"
        time.sleep(PAUSE)


@pytest.mark.parametrize("killed", [(1,), (3,), (5,), (7,), (2, 2, 5)])
def test_a_run_that_is_killed_midway_is_taken_up_where_it_was(
    committed: Cast, killed: tuple[int, ...]
) -> None:
    checked(committed.olive, THEIRS)
    bulk = started(committed.gail, TABLE)
    for step in killed:
        killed_in_step(bulk.ref, step)
    with as_actor(committed.gail):
        left = BulkCheck.objects.get(pk=bulk.pk)
        said = set(Event.objects.filter(verb="hit.raised").values_list("subject", flat=True))
        told = set(HitSide.objects.values_list("hit__ref", flat=True))
    whole_steps = A_STEP * (killed[0] - 1)
    if len(killed) == 1:
        assert left.rows_registered == min(whole_steps, ROWS), "the step that died never was"
    assert said == told, "what was told before stands, each time with its event"
    run(bulk)
    assert_each_row_was_answered_once(committed, bulk)
    with as_actor(committed.gail):
        assert told <= set(HitSide.objects.values_list("hit__ref", flat=True))


def test_of_two_workers_at_once_one_runs_it(committed: Cast) -> None:
    checked(committed.olive, THEIRS)
    bulk = started(committed.gail, TABLE)

    def worker() -> BulkCheck | None:
        found = claimed(bulk.ref)
        if found is None:
            return None
        try:
            return steps.run_bulk_check(actor=actor_in(found.posting), bulk=found)
        finally:
            released(found)

    outcomes = at_once(worker, worker)
    assert sorted(type(one).__name__ for one in outcomes) == ["BulkCheck", "NoneType"]
    assert_each_row_was_answered_once(committed, bulk)


@pytest.mark.parametrize("a_step", [3, 100])
def test_a_run_that_lost_its_lock_to_another_answers_nothing_twice(
    committed: Cast, monkeypatch: pytest.MonkeyPatch, a_step: int
) -> None:
    """The lock belongs to a connection.

    A run that loses it and reconnects works beside the run that took over.
    """
    monkeypatch.setattr(steps, "REGISTERED_FIRST", a_step)
    monkeypatch.setattr(steps, "REGISTERED_AT_ONCE", a_step)
    monkeypatch.setattr(steps, "ANSWERED_AT_ONCE", a_step)
    checked(committed.olive, THEIRS)
    bulk = taken(started(committed.gail, TABLE))

    def goes_on() -> BulkCheck:
        return steps.run_bulk_check(actor=actor_in(bulk.posting), bulk=bulk)

    at_once(goes_on, goes_on)
    assert_each_row_was_answered_once(committed, bulk)


def test_rows_read_ahead_are_read_again_if_the_stop_list_changed(cast: Cast) -> None:
    bulk = taken(started(cast.gail, "Name,Phone\nPerry Windle,07700 900123\n,07700 900124\n"))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    with as_actor(cast.gail):
        cells = list(bulk.rows.values_list("number", "cells"))
        ahead = EnteringAhead(bulk, cells, stop_list(), context_of(bulk))
    given = {"kind": "phone", "reason": "The custody suite.", "form": "+447700900124"}
    stop_value(actor=cast.dot, value="07700 900124", **given)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=10, ahead=ahead)
    first, second = rows(cast.gail, bulk)
    assert (first.entry is None, second.entry is None) == (False, True)
    assert "on the stop list" in second.why
    assert second.answer == "not_checked"


def test_rows_read_ahead_that_are_not_those_to_be_registered_are_read_again(cast: Cast) -> None:
    bulk = taken(started(cast.gail, "Phone\n07700 900123\n07700 900124\n"))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    with as_actor(cast.gail):
        last = list(bulk.rows.values_list("number", "cells"))[1:]
        ahead = EnteringAhead(bulk, last, stop_list(), context_of(bulk))
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=1, ahead=ahead)
    first, second = rows(cast.gail, bulk)
    assert first.entry.title == "07700 900123"
    assert second.entry is None


def test_a_step_that_another_run_answered_meanwhile_is_left_as_it_is(committed: Cast) -> None:
    checked(committed.olive, THEIRS)
    bulk = taken(started(committed.gail, TABLE))
    gail = committed.gail
    begin_bulk_check(actor=gail, bulk=bulk)
    register_bulk_rows(actor=gail, bulk=bulk, most=100)
    likely = look_through(bulk)
    asked = [row for row in rows(gail, bulk) if not row.answer]

    def answers() -> None:
        answer_bulk_rows(actor=gail, bulk=bulk, step=step_of(asked, likely), likely=likely)

    while_it_waits(answers, answers)
    end_bulk_check(actor=gail, bulk=bulk)
    assert_each_row_was_answered_once(committed, bulk)


def test_an_entry_that_is_withdrawn_before_its_row_is_answered_undoes_nothing(
    committed: Cast,
) -> None:
    checked(committed.olive, THEIRS)
    gail = committed.gail
    bulk = taken(started(gail, TABLE))
    begin_bulk_check(actor=gail, bulk=bulk)
    register_bulk_rows(actor=gail, bulk=bulk, most=100)
    likely = look_through(bulk)
    asked = [row for row in rows(gail, bulk) if not row.answer]
    withdraw_entry(actor=gail, entry=asked[0].entry)
    answer_bulk_rows(actor=gail, bulk=bulk, step=step_of(asked, likely), likely=likely)
    found = Counter(row.answer for row in rows(gail, bulk))
    assert found == {"hit": HITS - 1, "no_hit": OTHERS, "not_checked": WRONG + 1}
    with as_actor(committed.olive):
        assert Event.objects.filter(verb="hit.raised").count() == HITS - 1


def test_what_is_withdrawn_while_the_rest_is_registered_is_not_entered_again(cast: Cast) -> None:
    bulk = taken(started(cast.gail, "Phone\n07700 900123\n07700 900124\n"))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=1)
    withdraw_entry(actor=cast.gail, entry=rows(cast.gail, bulk)[0].entry)
    while register_bulk_rows(actor=cast.gail, bulk=bulk, most=1):
        continue
    likely = look_through(bulk)
    some = rows(cast.gail, bulk)
    answer_bulk_rows(actor=cast.gail, bulk=bulk, step=step_of(some, likely), likely=likely)
    done = end_bulk_check(actor=cast.gail, bulk=bulk)
    assert [row.answer for row in rows(cast.gail, done)] == ["not_checked", "no_hit"]
    assert "withdrawn" in rows(cast.gail, done)[0].why
    assert (done.rows_registered, done.rows_answered, done.rows_wrong) == (2, 2, 1)


def test_what_another_check_renews_while_the_table_ends_is_not_withdrawn(committed: Cast) -> None:
    """The other check's answer relies on the entry, so a later check must find it."""
    bulk = started(committed.gail, "Phone\n07700 900123\n")
    begin_bulk_check(actor=committed.gail, bulk=bulk)
    register_bulk_rows(actor=committed.gail, bulk=bulk, most=1)
    cancel_bulk_check(actor=committed.gail, bulk=bulk)
    with as_actor(committed.gail):
        matter = Entry.objects.get().matter
    later = NOW + timedelta(minutes=1)
    made, ended = while_it_waits(
        lambda: asked(committed.gail, matter=matter),
        lambda: end_bulk_check(actor=committed.gail, bulk=bulk),
        at=later,
    )
    assert (made.entries, ended.stage) == (1, "cancelled")
    with clock.set_to(later):
        assert asked(committed.olive).hit_count == 1


def test_what_is_read_ahead_is_read_by_the_clock_of_the_run(cast: Cast) -> None:
    """A birth date next year is in the future by the run's clock."""
    done = checked(cast.gail, f"Name,DOB\nPerry Windle,27/03/{NOW.year + 1}\n")
    [row] = rows(cast.gail, done)
    assert "DOB: " in row.why
    assert row.entry.submitted.get("born") is None


def test_a_table_that_fails_at_every_run_is_ended_and_said_to_be(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finding nothing left to register does not count as progress."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    bulk = taken(started(cast.gail, "Phone\n07700 900123\n"))
    monkeypatch.setattr(steps, "look_through", fails)
    for _ in range(TRIES + 1):
        with pytest.raises(ZeroDivisionError):
            steps.run_bulk_check(actor=cast.gail, bulk=bulk)
    done = steps.run_bulk_check(actor=cast.gail, bulk=bulk)
    assert (done.stage, done.rows_wrong) == ("failed", 1)
