"""Tests for the history of corrections, grades by question, and deadlines typed once."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.inspections.commands.record_grade import record_grade
from broadhurst.capabilities.inspections.models import Finding, History, Report
from broadhurst.capabilities.inspections.queries.reports import grades_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_a_correction_is_shown_with_its_day_and_officer(room: Room) -> None:
    path = f"/findings/{room.first.key}/edit"
    sent = {"text": "Systems must be in place.", "because": "The report says must."}
    assert Machine(room.cast.pol).post(path, **sent).status_code == 200
    sent = {"addressed_to": ["nrocu"], "because": "It asks the ROCU."}
    Machine(room.cast.pol).post(f"/findings/{room.first.key}/readdress", **sent)
    page = browser(room.cast.gail).get(f"/findings/{room.first.key}/").content.decode()
    for part in (
        "The report says must.",
        "Text: <del>Systems should be in place",
        "1 March 2021",
        room.cast.pol.officer.name,
        "Addressed to: <del>Northern ROCU, Northshire Police</del>",
    ):
        assert part in page, part
    report = browser(room.cast.gail).get(f"/reports/{room.report.ref}/").content.decode()
    assert "Recommendation 1 corrected: The report says must." in report


def test_history_is_never_changed_in_the_database(room: Room) -> None:
    sent = {"title": "ROCUs", "because": "Shorter."}
    Machine(room.cast.pol).post(f"/reports/{room.report.ref}/edit", **sent)
    row = History.objects.get()
    assert row.changes == [["Title", "Regional Organised Crime Units", "ROCUs"]]
    with pytest.raises(DatabaseError), transaction.atomic():
        History.objects.filter(pk=row.pk).update(because="Other.")


def test_a_finding_with_corrections_is_withdrawn_and_not_removed(room: Room) -> None:
    path = f"/findings/{room.second.key}"
    Machine(room.cast.pol).post(f"{path}/edit", number="2b", because="A letter was missing.")
    refused = Machine(room.cast.pol).post(f"{path}/remove", because="In error.")
    assert refused.status_code == 409
    assert "it has corrections" in refused.content.decode()


def test_each_question_has_a_grade_of_its_own(room: Room) -> None:
    pol, ref = room.cast.pol, room.report.ref
    given = {"actor": pol, "report": room.report, "agency": room.force}
    record_grade(**given, grade="good")
    record_grade(**given, grade="adequate", question="Tackling  crime")
    with pytest.raises(Refused, match="already recorded"):
        record_grade(**given, grade="adequate", question="tackling crime")
    record_grade(**given, grade="inadequate", question="Tackling crime", because="A misprint.")
    report = Report.objects.get(ref=ref)
    assert grades_of(report) == [
        ("NORTHSHIRE", [("", "good"), ("Tackling crime", "inadequate")]),
    ]
    page = browser(pol).get(f"/reports/{ref}/").content.decode()
    assert "Overall" in page
    assert "Grade of Northshire Police for “Tackling crime”: <del>adequate</del>" in page
    answer = Machine(pol).post(
        f"/reports/{ref}/record-grade", agency="nrocu", grade="good", question="Resources"
    )
    assert answer.json()["grades"][-1]["question"] == "Resources"
    run = terminal(
        pol, "inspections", "record-grade", ref, "--agency=nrocu", "--grade=none",
        "--question=Resources", "--because=Wrong row.",
    )  # fmt: skip
    assert run.exit_code == 0, run.output


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by February 2022", date(2022, 2, 28)),
        ("immediately", date(2021, 2, 18)),
        ("within six months", date(2021, 8, 18)),
        ("as soon as possible", None),
    ],
)
def test_a_deadline_is_typed_once(room: Room, words: str, day: date | None) -> None:
    path = f"/findings/{room.first.key}/edit/"
    page = browser(room.cast.pol)
    sent = {
        "kind": "recommendation", "number": "1", "text": room.first.text, "is_verbatim": "on",
        "deadline": words, "because": "The deadline was missing.",
    }  # fmt: skip
    assert page.post(path, sent).status_code == 302
    now = Finding.objects.get(pk=room.first.pk)
    assert (now.due_text, now.due_on) == (words, day)
    assert words in page.get(f"/findings/{room.first.key}/").content.decode()


def test_a_deadline_that_is_no_date_is_refused_at_its_field(room: Room) -> None:
    path = f"/findings/{room.first.key}/edit"
    refused = Machine(room.cast.pol).post(path, deadline="31 February 2022", because="x")
    assert refused.status_code == 422
    assert "is not a date. Check the day and the month." in refused.content.decode()
    refused = Machine(room.cast.pol).post(path, deadline="by January 2020", because="x")
    assert refused.status_code == 409
    assert '"deadline"' in refused.content.decode()


def test_a_deadline_recorded_as_a_day_alone_is_kept_by_other_corrections(room: Room) -> None:
    Finding.objects.filter(pk=room.first.pk).update(due_text="", due_on=date(2022, 2, 28))
    answer = Machine(room.cast.pol).post(
        f"/findings/{room.first.key}/edit", number="1a", because="A letter."
    )
    assert (answer.json()["due_text"], answer.json()["due_on"]) == ("", "2022-02-28")
