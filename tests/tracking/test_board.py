"""Tests for the board: findings by organisation and status."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.tracking.queries.board import board
from broadhurst.capabilities.tracking.queries.work import overdue, work
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found
from tests.inspections.test_record_act import recorded as acted
from tests.inspections.test_set_our_status import moved
from tests.tracking.making import owned, planned


def test_it_counts_each_status_and_overdue_and_links_to_the_list(room: Room) -> None:
    owned(room)
    planned(room, due_on=date(2021, 2, 27))
    page = browser(room.chas).get("/tracker/").content.decode()
    assert "1 overdue" in page
    assert "tab=overdue&amp;organisation=northshire" in page
    assert "tab=all&amp;organisation=northshire&amp;ours=in_progress" in page
    rows = {one["body"]: one for one in Machine(room.chas).get("/tracker").json()["organisations"]}
    assert rows["northshire"] == {
        "body": "northshire",
        "by_status": {"in_progress": 1, "awaiting_allocation": 1},
        "overdue": 1,
    }
    assert rows["nrocu"]["overdue"] == 0
    output = terminal(room.chas, "tracking", "board").output
    assert "Northshire Police: 1 awaiting allocation, 1 in progress; 1 overdue" in output


def test_a_passed_deadline_is_overdue_until_the_work_is_ended(room: Room) -> None:
    with clock.set_to(NOW + timedelta(days=400)):
        late = Machine(room.chas).get("/findings?organisation=northshire&late=yes").json()
        assert len(late["items"]) == 2
        moved(room, "no_action", note="None is needed.")
        late = Machine(room.chas).get("/findings?organisation=northshire&late=yes").json()
        assert [one["finding"] for one in late["items"]] == [room.second.key]
        other = Machine(room.chas).get("/findings?organisation=northshire&late=no").json()
        assert [one["finding"] for one in other["items"]] == [room.first.key]


def test_it_counts_what_the_list_says(room: Room) -> None:
    found(room.cast, room.report, "3", "Do.", due_on=None)
    closed = found(room.cast, room.report, "4", "Do.")
    again = found(room.cast, room.report, "5", "Do.")
    for finding in (closed, again):
        acted(room, finding=finding, status="complete", acted_on=date(2021, 2, 20))
    moved(room, "no_action", "reopened", finding=again, note="Why.")
    planned(room, due_on=date(2021, 2, 28), finding=again)
    for days in (0, 400):
        with clock.set_to(NOW + timedelta(days=days)), as_actor(room.chas):
            today = clock.today()
            for row in board(today):
                rows = work().filter(agency__key=row.key)
                assert row.late == rows.filter(overdue(today)).count(), (row.key, days)
                assert row.total == rows.count()
                for status, number in row.by_status.items():
                    assert rows.filter(ours=status).count() == number


def test_its_cards_are_of_the_reader_s_organisation_or_another(room: Room) -> None:
    owned(room)
    for number in range(3, 10):
        found(room.cast, room.report, str(number), f"Do {number}.")
    page = browser(room.chas).get("/tracker/").content.decode()
    assert "3 more" in page
    assert room.cast.cora.officer.name in page
    page = browser(room.chas).get("/tracker/?organisation=nrocu").content.decode()
    assert room.cast.cora.officer.name not in page
    # An organisation that no finding is addressed to has the table alone.
    page = browser(room.cast.olive).get("/tracker/").content.decode()
    assert "Northshire Police" in page
    assert "bh-board__column" not in page


def test_its_queries_do_not_grow_with_the_findings(room: Room) -> None:
    def queries() -> int:
        chas = browser(room.chas)
        chas.get("/tracker/")
        with CaptureQueriesContext(connection) as caught:
            chas.get("/tracker/")
        return len(caught)

    before = queries()
    for number in range(3, 9):
        found(room.cast, room.report, str(number), f"Do {number}.")
    assert queries() == before


def test_everyone_who_signs_in_can_read_it(room: Room) -> None:
    for who in (room.cast.gail, room.cast.olive, room.cast.pol):
        assert browser(who).get("/tracker/").status_code == 200
    assert browser(None).get("/tracker/").status_code == 302
