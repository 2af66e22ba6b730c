"""Boards, capabilities and meetings: open, schedule and hold."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.capabilities.tasking.commands.open_capability import open_capability
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.models import Board, Capability, Meeting
from broadhurst.capabilities.tasking.queries.desks import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import Stage, as_seen_by

DAY = timedelta(days=1)
CODE = {"code": "cyber-crime", "name": "Cyber-crime", "capacity": 2}


def test_a_board_is_opened_by_an_administrator_on_a_board_unit(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        open_board(actor=stage.cast.gail, unit=stage.cast.gail.unit, level="force", cadence_days=7)
    assert len(refused.value.objections) == 2
    again = open_board(
        actor=stage.cast.cora, unit=stage.level_2.unit, level="level_2", cadence_days=14
    )
    assert again == stage.level_2
    assert Board.objects.count() == 2


def test_a_capability_is_a_capability_units_and_owns_no_risk(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        open_capability(
            actor=stage.cast.gail, provider=stage.cast.gail.unit, **CODE | {"code": "Cyber Crime"}
        )
    assert len(refused.value.objections) == 3
    one = open_capability(actor=stage.cast.system, provider=stage.cast.cass.unit, **CODE)
    assert (one.lead_time_days, one.owns_risk) == (5, False)
    with pytest.raises(IntegrityError, match="owns_no_risk"), transaction.atomic():
        Capability.objects.filter(pk=one.pk).update(owns_risk=True)


def test_a_meeting_is_planned_ahead_once_by_chair_or_gateway(stage: Stage) -> None:
    tess, at = stage.cast.tess, NOW + 2 * DAY
    schedule(actor=tess, board=stage.level_2, at=at)
    with pytest.raises(Refused, match="already planned"):
        schedule(actor=tess, board=stage.level_2, at=at)
    with pytest.raises(Refused) as refused:
        schedule(actor=stage.cast.reg, board=stage.level_2, at=NOW - DAY)
    assert len(refused.value.objections) == 2


def test_what_a_meeting_does_not_decide_is_carried_over(stage: Stage) -> None:
    tess, heard, left = stage.cast.tess, stage.bid(stage.ocg()), stage.bid(stage.ocg())
    meeting = schedule(actor=tess, board=stage.level_2, at=NOW + DAY)
    for one in (heard, left):
        triage(actor=tess, bid=one, meeting=meeting)
    with as_actor(tess):
        assert [one.due_on for one in waiting_for(tess)] == [(NOW + DAY).date()] * 2
    with pytest.raises(Refused, match="has not begun"):
        hold_meeting(actor=tess, meeting=meeting)
    with clock.set_to(NOW + DAY):
        decide(actor=tess, bid=heard, outcome="declined", reason="Too old.")
        hold_meeting(actor=tess, meeting=meeting)
        with pytest.raises(Refused, match="held already"):
            hold_meeting(actor=tess, meeting=meeting)
    following = Meeting.objects.get(stage="planned")
    assert following.at == meeting.at + timedelta(days=stage.level_2.cadence_days)
    assert as_seen_by(tess, left).meeting == following
    with as_actor(tess):
        told = words(Event.objects.get(verb="meeting.held"))
    assert told == "Level 2 tasking held its meeting: 1 decision, 1 carried over to 30 March 2021."


def test_a_board_does_not_meet_on_a_bank_holiday(stage: Stage) -> None:
    """Four weeks after the Friday is Good Friday. The next working day is the Tuesday."""
    friday = NOW + 4 * DAY
    meeting = schedule(actor=stage.cast.tess, board=stage.level_2, at=friday)
    with clock.set_to(friday):
        hold_meeting(actor=stage.cast.tess, meeting=meeting)
    following = Meeting.objects.get(stage="planned")
    assert following.at.date() == date(2021, 4, 6)
    assert following.at.time() == friday.time()


def test_the_pages_of_boards_and_capabilities(stage: Stage) -> None:
    made = stage.bid()
    tess, olive = browser(stage.cast.tess), browser(stage.cast.olive)
    assert "Level 2 tasking" in olive.get("/boards/").content.decode()
    assert made.ref in tess.get("/boards/n-level-2/").content.decode()
    assert made.ref not in olive.get("/boards/n-level-2/").content.decode()
    assert "0 of 1" in olive.get("/capabilities/").content.decode()
    assert tess.get("/boards/none-such/").status_code == 404
    assert browser(None).get("/boards/").status_code == 302
    refused = olive.post("/boards/n-level-2/schedule/", {"at": "2021-03-02T10:00"})
    assert refused.status_code == 409
    planned = tess.post("/boards/n-level-2/schedule/", {"at": "2021-03-02T10:00"})
    assert planned.status_code == 302
    meeting = Meeting.objects.get()
    assert tess.post(f"/meetings/{meeting.ref}/hold/").status_code == 409
    with clock.set_to(NOW + 2 * DAY):
        assert browser(stage.cast.tess).post(f"/meetings/{meeting.ref}/hold/").status_code == 302


def test_boards_and_capabilities_are_lists_at_every_door(stage: Stage) -> None:
    stage.bid()
    tess, gail, olive = stage.cast.tess, stage.cast.gail, stage.cast.olive
    key = stage.level_2.ref
    schedule(actor=tess, board=stage.level_2, at=NOW + DAY)
    for actor, query, waiting in (
        (tess, "tab=unit", 1), (gail, "tab=waiting", 1), (olive, "level=level_2", 0),
    ):  # fmt: skip
        [listed] = Machine(actor).get(f"/boards?{query}").json()["items"]
        assert (listed["key"], listed["waiting"]) == (key, waiting)
        assert listed["next_at"]
        shown = browser(actor).get(f"/boards/?{query}").content.decode()
        assert f'href="/boards/{key}/"' in shown
        said = terminal(actor, "tasking", "boards", *_asked(query)).output
        assert f"{waiting} bid" in said
        assert key in said
    assert Machine(olive).get("/boards?tab=waiting").json()["items"] == []
    assert "Level 2 tasking" not in terminal(olive, "tasking", "boards", "--tab=waiting").output
    code = Machine(gail).get("/capabilities").json()["items"][0]["code"]
    for query, number in (("tab=free", 1), ("tab=unit", 0), ("authority=yes", 1)):
        items = Machine(gail).get(f"/capabilities?{query}&sort=-taken").json()["items"]
        assert len(items) == number, query
        shown = browser(gail).get(f"/capabilities/?{query}").content.decode()
        assert (f'href="/capabilities/{code}/"' in shown) == bool(number)
        said = terminal(gail, "tasking", "capabilities", *_asked(query)).output
        assert len(said.splitlines()) == number
    assert Machine(None).get("/capabilities").status_code == 401


def _asked(query: str) -> list[str]:
    return [f"--{part}" for part in query.split("&")]


def test_the_api_and_the_terminal_do_the_same(stage: Stage) -> None:
    cora, tess = stage.cast.cora, stage.cast.tess
    given = CODE | {"provider": "r-surveillance", "lead_time_days": 9}
    assert Machine(cora).post("/capabilities", **given).status_code == 201
    again = {"unit": "n-level-2", "level": "level_2", "cadence_days": 7}
    assert Machine(cora).post("/boards", **again).status_code == 201
    assert Machine(stage.cast.gail).post("/boards", **again).status_code == 409
    assert {one["code"] for one in Machine(tess).get("/capabilities").json()["items"]} == {
        "surveillance", "cyber-crime",
    }  # fmt: skip
    assert len(Machine(tess).get("/boards").json()["items"]) == 2
    sent = Machine(tess).post("/boards/n-level-2/schedule", at="2021-03-02T10:00")
    assert sent.status_code == 201, sent.content
    late = Machine(tess).post(f"/meetings/{sent.json()['ref']}/hold")
    assert late.status_code == 409
    opened = terminal(
        cora, "tasking", "open-board", "--unit=n-level-2", "--level=level_2", "--cadence-days=7"
    )
    assert opened.exit_code == 0, opened.output
    entered = terminal(cora, "tasking", "open-capability", *_options(given))
    assert entered.exit_code == 0, entered.output
    planned = terminal(tess, "tasking", "schedule", "n-level-2", "--at", "2021-03-03T10:00")
    assert planned.exit_code == 0, planned.output
    with clock.set_to(NOW + 5 * DAY):
        held = terminal(tess, "tasking", "hold-meeting", planned.output.split()[0])
        assert held.exit_code == 0, held.output


def _options(given: dict[str, object]) -> list[str]:
    return [f"--{key.replace('_', '-')}={value}" for key, value in given.items()]


def test_the_database_keeps_what_was_booked_and_asked(stage: Stage) -> None:
    with connection.cursor() as cursor:
        for table in ("booking", "bid", "demand", "decision", "allocation", "question"):
            cursor.execute(
                "SELECT has_table_privilege('broadhurst_app', %s, 'DELETE')", [f"tasking_{table}"]
            )
            assert cursor.fetchone() == (False,), table


def test_a_page_does_not_deny_the_bids_and_decisions_that_a_reader_cannot_see(
    stage: Stage,
) -> None:
    schedule(actor=stage.cast.tess, board=stage.level_2, at=NOW + 2 * DAY)
    url = f"/boards/{stage.level_2.ref}/"
    own = browser(stage.cast.tess).get(url).content.decode()
    of_another = browser(stage.cast.reg).get(url).content.decode()
    for text in ("No bids to triage", "No bids on this agenda", "No decisions"):
        assert text in own
        assert f"{text} that you can see." not in own
        assert f"{text} that you can see." in of_another
