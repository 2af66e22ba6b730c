"""Tests for recording a finding, and for one that repeats in a later report."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, recorded
from tests.inspections.others import body

ANSWERS = {
    "kind": "area_for_improvement", "text": "Keep the local profile up to date.",
    "is_verbatim": "on", "addressed_to": ["northshire"], "key": "rocu-afi",
}  # fmt: skip


def test_it_says_who_must_act_and_shows_both_statuses(room: Room) -> None:
    page = browser(room.cast.cora).get(f"/findings/{room.first.key}/").content.decode()
    assert "Northshire Police" in page
    assert "Northern ROCU" in page
    assert "Awaiting allocation" in page
    assert "No decision recorded" in page


def test_the_report_names_the_one_organisation_of_a_finding(room: Room) -> None:
    found(room.cast, room.report, "3", "For one.", addressed_to=[room.force])
    page = browser(room.cast.pol).get(f"/reports/{room.report.ref}/").content.decode()
    assert "Addressed to Northshire Police." in page
    assert "Addressed to 2 organisations." in page


def test_a_deadline_in_words_is_shown(room: Room) -> None:
    finding = found(
        room.cast, room.report, "3", "Act.", key="at-once", due_on=None,
        due_text="With immediate effect",
    )  # fmt: skip
    for path in (f"/reports/{room.report.ref}/", f"/findings/{finding.key}/"):
        assert "With immediate effect" in browser(room.cast.pol).get(path).content.decode(), path


def test_recurrence_is_followed_to_the_first(room: Room) -> None:
    old = recorded(room.cast, room.inspectorate, key="old", published_on=date(2015, 11, 30))
    older = found(
        room.cast, old, "", "Funding is short.", kind="observation", addressed_to=[], due_on=None
    )
    again = found(
        room.cast, room.report, "", "Funding is short again.", kind="cause_of_concern",
        recurs_from=older, addressed_to=[], key="rocu-funding",
    )  # fmt: skip
    page = browser(room.cast.pol).get(f"/findings/{again.key}/").content.decode()
    assert "Found again" in page
    assert "Funding is short." in page
    assert "November 2015" in page
    report = browser(room.cast.pol).get(f"/reports/{room.report.ref}/").content.decode()
    assert "Found before, in 2015" in report
    edit = browser(room.cast.pol).get(f"/findings/{again.key}/edit/").content.decode()
    assert f"Observation, {old.title}: Funding is short.</option>" in edit
    assert "We do not know who it is addressed to" in report


def test_it_lists_the_organisations_open_on_the_day_of_the_report_by_kind(room: Room) -> None:
    pol, path = room.cast.pol, f"/reports/{room.report.ref}/record-finding/"
    closed = body(room.cast, "closed-pcc", "PCC for Westshire")
    later = body(room.cast, "later-pcc", "PFCC for Westshire", since=date(2021, 2, 19))
    day = room.report.published_on
    Agency.objects.filter(pk=closed.pk).update(until_on=day)
    page = browser(pol).get(path).content.decode()
    assert "PCC for Westshire" not in page
    assert "PFCC for Westshire" not in page
    assert page.index("Police forces") < page.index("Northshire Police") < page.index("(ROCUs)")
    answer = Machine(pol).post(path[:-1], **ANSWERS | {"addressed_to": [later.key]})
    assert answer.status_code == 422
    # A form that changes addressees still lists the current ones.
    old = found(room.cast, room.report, "3", "Old.", addressed_to=[closed])
    path = f"/findings/{old.key}/readdress/"
    page = browser(pol).get(path).content.decode()
    assert "PCC for Westshire" in page
    assert "PFCC for Westshire" not in page


def test_every_objection(room: Room) -> None:
    other = recorded(room.cast, room.inspectorate, key="other")
    concern = found(room.cast, other, "", "A concern.", kind="cause_of_concern", key="c")
    with pytest.raises(Refused) as refused:
        found(
            room.cast, room.report, "1", "Again.", parent=concern, due_on=date(2021, 2, 1),
            kind="area_for_improvement",
        )  # fmt: skip
    said = " ".join(refused.value.objections)
    for part in (
        "already",
        "deadline must be on or after",
        "cause of concern of the same report",
        "Only a recommendation",
    ):
        assert part in said
    with pytest.raises(Refused, match="Only a policing body officer"):
        record_finding(
            actor=room.cast.gail, report=room.report, kind="observation", text="x",
            is_verbatim=False, key="x",
        )  # fmt: skip


def test_one_finding_after_the_other_of_the_same_kind(room: Room) -> None:
    path, page = f"/reports/{room.report.ref}/record-finding/", browser(room.cast.pol)
    done = page.post(path, ANSWERS | {"and_then": "another"})
    assert done.headers["Location"] == f"{path}?another=1&kind=area_for_improvement"
    assert "Save and add another" in page.get(done.headers["Location"]).content.decode()


def test_page_api_and_terminal(room: Room) -> None:
    path = f"/reports/{room.report.ref}/record-finding"
    assert browser(room.cast.pol).post(path + "/", ANSWERS).status_code == 302
    assert Finding.objects.get(key="rocu-afi").addressees.count() == 1
    answer = Machine(room.cast.pol).post(path, **ANSWERS | {"key": "afi-2", "is_verbatim": True})
    assert answer.status_code == 201
    result = terminal(
        room.cast.pol, "inspections", "record-finding", room.report.ref, "--kind=observation",
        "--text=Well led.", "--key=afi-3",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert Machine(room.cast.olive).post(path, **ANSWERS | {"key": "x"}).status_code == 409
    assert browser(None).get(path + "/").status_code == 302
