"""Tests for an organisation's own status, separate from the inspectorate's."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.figures.counts import (
    findings_by_inspectorate_status,
    findings_by_our_status,
    findings_not_closed,
    findings_not_complete,
)
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspections.queries.resting import resting_on_finding
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import SEEN, Scope, side_by_side
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_record_act import recorded

STEPS = ("in_progress", "pending_sign_off", "closure_requested")


def moved(room: Room, *steps: str, **details: Any) -> None:
    given = {"actor": room.chas, "finding": room.first, "agency": room.force} | details
    for status in steps:
        set_our_status(status=status, **given)


def test_it_goes_step_by_step_and_closes_when_the_inspectorate_has(room: Room) -> None:
    moved(room, *STEPS)
    with pytest.raises(Refused, match="Record the inspectorate update first"):
        moved(room, "closed")
    recorded(room, status="complete", acted_on=date(2021, 2, 28))
    moved(room, "closed")
    assert status_of(room.first, room.force).is_ended
    moved(room, "reopened", "in_progress", note="It came back.")
    now = status_of(room.first, room.force)
    assert (now.ours, now.theirs, now.is_ended) == ("in_progress", "complete", False)
    recorded(room, status="no_further_action_needed", acted_on=date(2021, 3, 1))
    assert not status_of(room.first, room.force).is_ended  # reopened on that day
    with clock.set_to(NOW + timedelta(days=1)):
        recorded(room, status="no_further_action_needed", acted_on=date(2021, 3, 2))
        assert status_of(room.first, room.force).is_ended


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

    assert offered("set-our-status") == ["in_progress", "superseded", "no_action"]
    moved(room, *STEPS)
    assert offered("set-our-status") == ["in_progress", "superseded", "no_action"]
    assert "closed" not in offered("correct-our-status")
    recorded(room, status="complete", acted_on=date(2021, 2, 28))
    assert "closed" in offered("set-our-status")
    assert "closed" in offered("correct-our-status")


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


def test_figures_count_findings_by_organisation_in_one_statement(room: Room) -> None:
    moved(room, "in_progress")
    recorded(room, status="complete")
    today = date(2021, 3, 1)
    everyone = Scope("all", "all", frozenset(Agency.objects.values_list("pk", flat=True)))
    parts = [Scope(f"agency:{pk}", "one", frozenset({pk})) for pk in everyone.agencies or ()]
    with one_pass(), CaptureQueriesContext(connection) as asked:
        counted = [
            measure.split(everyone, parts, None, today)
            for measure in (findings_not_closed, findings_not_complete)
        ]
        findings_by_our_status(today)
        findings_by_inspectorate_status(today)
    assert len(asked) == 2, "the organisations of the scope, and all"
    for measure, found in zip((findings_not_closed, findings_not_complete), counted, strict=True):
        rows = measure.rows(everyone, None, today)
        assert found == side_by_side(measure, list(rows), everyone, parts, None, today)
        days = [date(2021, 2, 17), date(2021, 2, 19), date(2021, 2, 28), today]
        trend = measure.count_periods(everyone, [(None, day) for day in days])
        assert trend == [measure.count(everyone, None, day) for day in days]
        assert len({figure.value for figure in trend}) > 1


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


def test_reopened_superseded_and_no_action_say_why(room: Room) -> None:
    for status, details in (
        ("no_action", {}), ("no_action", {"note": " "}),
        ("superseded", {"superseded_by": room.second}),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Enter a note that says why"):
            moved(room, status, **details)
    moved(room, "no_action", note="The national programme does it.")
    row = OurStatus.objects.get()
    assert (row.note, row.owner) == ("The national programme does it.", None)
    assert status_of(room.first, room.force).is_ended
    with pytest.raises(Refused, match="next step is “reopened”"):
        moved(room, "in_progress")
    with pytest.raises(Refused, match="Enter a note"):
        moved(room, "reopened")


def test_the_owner_stays_until_another_is_named(room: Room) -> None:
    moved(room, "in_progress", owner=room.chas.officer)
    moved(room, "pending_sign_off")
    assert status_of(room.first, room.force).owner == room.chas.officer
    moved(room, "closure_requested", owner=room.cast.gail.officer)
    assert status_of(room.first, room.force).owner == room.cast.gail.officer
    page = browser(room.chas).get(f"/findings/{room.first.key}/").content.decode()
    assert f"Owner: {room.cast.gail.officer.name}" in page


def test_a_finding_is_superseded_by_another_that_is_not(room: Room) -> None:
    note = {"note": "The later one asks for more."}
    with pytest.raises(Refused, match="Select the finding that supersedes this one"):
        moved(room, "superseded", **note)
    with pytest.raises(Refused, match="cannot supersede itself"):
        moved(room, "superseded", superseded_by=room.first, **note)
    with pytest.raises(Refused, match="Choose the status “Superseded”"):
        moved(room, "in_progress", superseded_by=room.second)
    moved(room, "superseded", superseded_by=room.second, **note)
    now = status_of(room.first, room.force)
    assert (now.newer, now.is_ended) == (room.second, True)
    with pytest.raises(Refused, match="is superseded too"):
        moved(room, "superseded", finding=room.second, superseded_by=room.first, **note)
    with as_actor(room.chas):
        assert "an earlier finding that it supersedes" in resting_on_finding(room.second)
    page = browser(room.chas).get(f"/findings/{room.first.key}/").content.decode()
    assert "Superseded by" in page
    later = dict.fromkeys(("withdrawn_at",), NOW)
    Finding.objects.filter(pk=room.second.pk).update(**later, withdrawn_because="In error.")
    moved(room, "reopened", note="The later one was withdrawn.")
    with pytest.raises(Refused, match="was withdrawn"):
        moved(room, "superseded", superseded_by=Finding.objects.get(pk=room.second.pk), **note)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "no_action"}, "status_says_why"),
        ({"status": "superseded", "note": "x"}, "status_superseded_by_a_finding"),
        ({"status": "closed", "superseded_by": "second"}, "status_superseded_by_a_finding"),
        ({"status": "superseded", "note": "x", "superseded_by": "first"}, "by_another"),
    ],
)
def test_the_database_refuses_what_the_rules_do(
    room: Room, changes: dict[str, Any], constraint: str
) -> None:
    if "superseded_by" in changes:
        changes = changes | {"superseded_by": getattr(room, changes["superseded_by"])}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OurStatus.objects.create(
            finding=room.first, agency=room.force, set_at=NOW, set_by=room.chas.officer, **changes
        )


def test_what_is_superseded_or_not_acted_on_is_not_counted_as_open(room: Room) -> None:
    today = date(2021, 3, 1)
    moved(room, "no_action", note="Done elsewhere.")
    assert findings_not_closed(SEEN, None, today).value == 3
    assert findings_by_our_status(today)["No action"] == 1
    moved(room, "reopened", note="It is not done.")
    assert findings_not_closed(SEEN, None, today).value == 4
    assert findings_by_our_status(today)["Reopened"] == 1


@pytest.mark.parametrize("status", ["complete", "superseded", "no_further_action_needed"])
def test_each_way_the_inspectorate_closes_counts_as_closed_everywhere(
    room: Room, status: str
) -> None:
    Finding.objects.filter(pk=room.first.pk).update(due_on=NOW.date())
    recorded(room, status=status)
    assert status_of(room.first, room.force).is_ended
    assert findings_not_complete(SEEN, None, date(2021, 3, 1)).value == 3
    with as_actor(room.chas):
        assert [task.what for task in waiting_for(room.chas)] == []
    report = Machine(room.chas).get(f"/reports/{room.report.ref}").json()
    first = next(one for one in report["findings"] if one["key"] == room.first.key)
    assert first["statuses"][0]["inspectorate"] == status
    listed = Machine(room.chas).get(f"/findings?theirs={status}").json()["items"]
    assert [one["finding"] for one in listed] == [room.first.key]
    open_now = Machine(room.chas).get("/findings?tab=open").json()["items"]
    assert room.first.key not in [one["finding"] for one in open_now]
    page = browser(room.chas).get("/findings/?tab=ours").content.decode()
    assert "overdue since" not in page
    assert "days overdue" not in page
    assert status.replace("_", " ") in terminal(room.chas, "tracking", "findings").output
    moved(room, *STEPS, "closed")
