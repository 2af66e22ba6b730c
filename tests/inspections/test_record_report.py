"""Tests for recording a report."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.models import Report
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LAST_DAY, PUBLISHED_ON, Room, event_of, recorded

ANSWERS = {
    "title": "A second report", "publisher": "inspectors", "published_on": "2021-02-19",
    "scope": "force", "url": "https://inspectors.example/second", "key": "second",
}  # fmt: skip


def test_its_clock_counts_the_day_of_publication(room: Room) -> None:
    assert room.report.last_day == LAST_DAY
    assert room.report.day(PUBLISHED_ON) == 1
    assert event_of(room.cast.pol, "report.recorded").subject == room.report.ref


def test_where_only_the_month_is_known_no_clock_is_shown(room: Room) -> None:
    old = recorded(room.cast, room.inspectorate, key="old", published_day_known=False)
    assert old.last_day is None
    assert old.day(date(2021, 3, 1)) is None
    page = browser(room.cast.pol).get(f"/reports/{old.ref}/")
    assert "we cannot count the 56 days" in page.content.decode()


def test_every_objection(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        recorded(
            room.cast, room.inspectorate, published_on=date(2021, 3, 2), url="javascript:alert(1)"
        )
    said = " ".join(refused.value.objections)
    assert "already" in said
    assert "today or earlier" in said
    assert "https://" in said
    with pytest.raises(Refused, match="Only a policing body officer"):
        record_report(
            actor=room.cast.gail, title="x", publisher=room.inspectorate, scope="force",
            published_on=PUBLISHED_ON, url="https://inspectors.example", key="x",
        )  # fmt: skip


def test_page_api_and_terminal(room: Room) -> None:
    answer = browser(room.cast.pol).post("/reports/record/", ANSWERS)
    made = Report.objects.get(key="second")
    assert (answer.status_code, answer["Location"]) == (302, f"/reports/{made.ref}/")
    answer = Machine(room.cast.pol).post("/reports", **ANSWERS | {"key": "third"})
    assert answer.status_code == 201
    assert answer.json()["last_day"] == "2021-04-15"
    options = [f"--{k.replace('_', '-')}={v}" for k, v in (ANSWERS | {"key": "fourth"}).items()]
    result = terminal(room.cast.pol, "inspections", "record-report", *options)
    assert result.exit_code == 0, result.output
    assert Machine(room.cast.gail).post("/reports", **ANSWERS | {"key": "x"}).status_code == 409


def test_everyone_who_signs_in_reads_it_and_nobody_else_does(room: Room) -> None:
    assert browser(room.cast.olive).get("/reports/").status_code == 200
    page = browser(room.cast.olive).get(f"/reports/{room.report.ref}/")
    assert "Day" in page.content.decode()
    assert browser(None).get("/reports/").status_code == 302
    assert Machine(None).get("/reports").status_code == 401
    listed = terminal(room.cast.olive, "inspections", "list")
    assert "day 12 of 56, last day 2021-04-14" in listed.output
