"""Tests for an organisation's own status, separate from the inspectorate's."""

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.figures.counts import (
    findings_by_inspectorate_status,
    findings_by_our_status,
    findings_not_closed,
    findings_not_complete,
)
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_record_act import recorded

STEPS = ("in_progress", "pending_sign_off", "closure_requested")


def moved(room: Room, *steps: str) -> None:
    for status in steps:
        set_our_status(actor=room.chas, finding=room.first, agency=room.force, status=status)


def test_it_goes_step_by_step_and_closes_when_the_inspectorate_has(room: Room) -> None:
    moved(room, *STEPS)
    with pytest.raises(Refused, match="Record the inspectorate update first"):
        moved(room, "closed")
    recorded(room, status="complete", acted_on=date(2021, 2, 28))
    moved(room, "closed")
    assert status_of(room.first, room.force).is_ended
    moved(room, "in_progress")
    assert status_of(room.first, room.force).ours == "in_progress"


def test_a_force_that_asked_for_closure_has_no_task_and_no_late_deadline(room: Room) -> None:
    def shown() -> tuple[list[str], str]:
        with clock.set_to(NOW + timedelta(days=400)):
            with as_actor(room.chas):
                tasks = [task.what for task in waiting_for(room.chas) if task.what == "Act on"]
            page = browser(room.chas).get(f"/reports/{room.report.ref}/").content.decode()
        return tasks, page

    Finding.objects.exclude(pk=room.first.pk).update(due_on=None)
    Finding.objects.filter(pk=room.first.pk).update(due_on=NOW.date())
    tasks, page = shown()
    assert tasks == ["Act on"]
    assert "overdue since 1 March 2021" in page
    moved(room, *STEPS)
    tasks, page = shown()
    assert tasks == []
    assert "overdue" not in page


def test_only_the_body_itself_says_where_it_stands(room: Room) -> None:
    with pytest.raises(Refused, match="of Northshire Police can do this"):
        set_our_status(
            actor=room.cast.pol, finding=room.first, agency=room.force, status="in_progress"
        )
    with pytest.raises(Refused, match="next step is “in progress”"):
        moved(room, "closed")


def test_the_page_offers_only_the_statuses_that_are_allowed_now(room: Room) -> None:
    def offered(verb: str) -> list[str]:
        page = browser(room.chas).get(f"/findings/{room.first.key}/{verb}/").content.decode()
        assert "Organisation" in page
        assert "Body" not in page
        return re.findall(r'name="status" value="(\w+)"', page)

    assert offered("set-our-status") == ["in_progress"]
    moved(room, *STEPS)
    assert offered("set-our-status") == ["in_progress"]
    assert offered("correct-our-status") == [
        "awaiting_allocation", "in_progress", "pending_sign_off",
    ]  # fmt: skip
    recorded(room, status="complete", acted_on=date(2021, 2, 28))
    assert offered("set-our-status") == ["in_progress", "closed"]
    assert offered("correct-our-status")[-1] == "closed"


def test_its_history_is_never_changed(room: Room) -> None:
    moved(room, "in_progress")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        OurStatus.objects.update(status="closed")


def test_figures_count_by_both_statuses(room: Room) -> None:
    moved(room, "in_progress")
    recorded(room, status="complete")
    today, before = date(2021, 3, 1), date(2021, 2, 19)
    assert findings_by_our_status(today) == {"Awaiting allocation": 3, "In progress": 1}
    assert findings_by_inspectorate_status(today) == {"Complete": 1, "No act recorded": 3}
    assert findings_by_our_status(before) == {"Awaiting allocation": 4}
    assert findings_by_inspectorate_status(before) == {"No act recorded": 4}
    assert findings_not_closed(SEEN, None, today).value == 4
    figure = findings_not_complete(SEEN, None, today)
    assert figure.value == 3 == len(figure.records)
    assert findings_not_closed(SEEN, None, date(2021, 2, 17)).value == 0


def test_page_api_and_terminal(room: Room) -> None:
    path, chas = f"/findings/{room.first.key}/set-our-status", room.chas
    answers = {"agency": "northshire", "status": "in_progress"}
    assert browser(chas).post(path + "/", answers).status_code == 302
    answer = Machine(chas).post(path, **answers | {"status": "pending_sign_off"})
    assert answer.json()["status"] == "pending_sign_off"
    result = terminal(
        chas, "inspections", "set-our-status", room.first.key, "--agency=northshire",
        "--status=closure_requested",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert Machine(chas).post(path, **answers | {"status": "closed"}).status_code == 409
    assert Machine(room.cast.olive).post(path, **answers).status_code == 422
    assert browser(None).get(path + "/").status_code == 302
