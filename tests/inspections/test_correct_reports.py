"""Tests for correcting and withdrawing reports, findings, addressees and grades."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.edit_finding import edit_finding
from broadhurst.capabilities.inspections.commands.edit_report import edit_report
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.readdress_finding import readdress_finding
from broadhurst.capabilities.inspections.commands.record_grade import record_grade
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.commands.remove_finding import remove_finding
from broadhurst.capabilities.inspections.commands.remove_report import remove_report
from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.commands.withdraw_report import withdraw_report
from broadhurst.capabilities.inspections.figures.counts import findings_not_closed
from broadhurst.capabilities.inspections.figures.responses import responses_in_time
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.responses import may_answer, to_answer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LETTER, Room, event_of, found, recorded
from tests.inspections.others import body, officer

REPORT = {
    "title": "Regional Organised Crime Units", "publisher": "inspectors",
    "published_on": "2021-02-20", "scope": "national", "url": "https://inspectors.example/rocu",
    "because": "The date was that of the press notice.",
}  # fmt: skip
FINDING = {
    "kind": "recommendation", "number": "1", "text": "Systems must be in place.",
    "is_verbatim": "on", "deadline": "February 2022",
    "because": "A word was wrong.",
}  # fmt: skip


def report_given(room: Room, **changes: Any) -> dict[str, Any]:
    given = {
        "title": room.report.title, "publisher": room.report.publisher, "scope": "national",
        "published_on": date(2021, 2, 20), "published_day_known": True, "note": "",
        "url": room.report.url, "because": "The date was wrong.",
    }  # fmt: skip
    return given | changes


def finding_given(finding: Finding, **changes: Any) -> dict[str, Any]:
    names = ("kind", "number", "text", "is_verbatim", "due_on", "due_text", "parent", "recurs_from")
    return {name: getattr(finding, name) for name in names} | {"because": "A typo."} | changes


def page(room: Room, path: str) -> str:
    return browser(room.cast.pol).get(path).content.decode()


def test_a_report_s_date_moves_the_clock_of_what_is_open(room: Room) -> None:
    response = room.open()
    edit_report(actor=room.cast.pol, report=room.report, **report_given(room))
    assert room.fresh(response).last_day == date(2021, 4, 16)
    said = words(event_of(room.cast.pol, "report.corrected"))
    assert "published on: 18 February 2021. Now: published on: 20 February 2021." in said
    assert "The date was wrong." in page(room, f"/reports/{room.report.ref}/")


def test_a_published_response_keeps_what_it_answered_and_says_so(room: Room) -> None:
    publication = room.published()
    ref = publication.ref
    assert "corrected on" not in page(room, f"/responses/{ref}/")
    edit_report(actor=room.cast.pol, report=room.report, **report_given(room))
    finding = Finding.objects.get(pk=room.first.pk)
    given = finding_given(finding, text="Systems must be in place.")
    edit_finding(actor=room.cast.pol, finding=finding, **given)
    assert publication.due_on == date(2021, 4, 14)
    assert room.response().last_day == date(2021, 4, 16)
    shown = page(room, f"/responses/{ref}/")
    assert "The record of the report was corrected on 1 March 2021, after this response" in shown
    assert "The letter quotes it as it was." in shown
    assert "Systems should be in place" in page(room, f"/responses/{ref}/letter/")


def test_a_report_s_date_moves_the_clock_of_what_is_published(room: Room) -> None:
    response = room.cleared()
    with clock.set_to(datetime(2021, 4, 14, 9, tzinfo=UTC)):
        row = publish(actor=room.clem, response=response)
        assert not row.is_late
        given = report_given(room) | {"published_on": date(2021, 2, 17)}
        edit_report(actor=room.cast.pol, report=room.report, **given)
        assert "Late" in browser(None).get(f"/published/{row.ref}/").content.decode()
        assert "day 57" in browser(None).get(f"/published/{row.ref}/").content.decode()
        assert "Late" in browser(None).get("/published/").content.decode()
        shown = page(room, f"/responses/{row.ref}/")
        assert "day 57 of 56" in shown
        with as_actor(room.cast.pol):
            in_time = responses_in_time(SEEN, None, clock.today())
            assert in_time.in_words == "0 per cent of 1 response"


def test_a_report_s_date_moves_deadlines_that_count_from_it(room: Room) -> None:
    within = found(
        room.cast, room.report, "3", "Act.", due_text="within six months", due_on=None, key="six"
    )
    set_by_hand = found(
        room.cast, room.report, "4", "Act.", due_text="within six months",
        due_on=date(2021, 12, 1), key="hand",
    )  # fmt: skip
    Finding.objects.filter(pk=within.pk).update(due_on=date(2021, 8, 18))
    edit_report(actor=room.cast.pol, report=room.report, **report_given(room))
    for row, day in ((within, date(2021, 8, 20)), (set_by_hand, date(2021, 12, 1))):
        row.refresh_from_db()
        assert row.due_on == day
    assert "20 August 2021" in page(room, f"/findings/{within.key}/")
    assert "18 August 2021" in page(room, f"/findings/{within.key}/")


def test_an_open_answer_is_to_be_checked_when_its_finding_is_corrected(room: Room) -> None:
    response = room.complete()
    with clock.set_to(clock.now().replace(hour=12)):
        given = finding_given(room.first, text="Other words.")
        edit_finding(actor=room.cast.pol, finding=room.first, **given)
    shown = page(room, f"/responses/{response.ref}/")
    assert "Corrected since" in shown
    assert "Check your answer." in shown


def test_every_field_of_a_finding_is_corrected_and_kept_in_the_log(room: Room) -> None:
    concern = found(room.cast, room.report, "C", "A concern.", kind="cause_of_concern", key="c")
    given = finding_given(room.first, number="1a", due_on=date(2022, 3, 1), parent=concern)
    edit_finding(actor=room.cast.pol, finding=room.first, **given)
    now = Finding.objects.get(pk=room.first.pk)
    assert (now.number, now.due_on, now.parent) == ("1a", date(2022, 3, 1), concern)
    detail = event_of(room.cast.pol, "finding.corrected").detail
    assert detail["was"] == "number: 1; due on: 28 February 2022; parent: none"
    assert detail["now"] == "number: 1a; due on: 1 March 2022; parent: Cause of concern C"
    with pytest.raises(Refused, match="recorded under this cause of concern"):
        edit_finding(
            actor=room.cast.pol, finding=concern, **finding_given(concern, kind="observation")
        )


def test_who_a_finding_is_addressed_to_is_changed(room: Room) -> None:
    response = room.open()
    given = {"actor": room.cast.pol, "because": "It asks the ROCU alone."}
    readdress_finding(finding=room.first, addressed_to=[room.cast.rita.agency], **given)
    with as_actor(room.cast.pol):
        assert list(to_answer(response)) == [room.second]
    detail = event_of(room.cast.pol, "finding.readdressed").detail
    assert (detail["was"], detail["now"]) == ("Northern ROCU, Northshire Police", "Northern ROCU")
    with pytest.raises(Refused, match="You have not changed anything"):
        readdress_finding(finding=room.first, addressed_to=[room.cast.rita.agency], **given)


def test_an_answer_stays_in_the_letter_when_its_finding_is_addressed_to_others(room: Room) -> None:
    response = room.complete()
    given = {"actor": room.cast.pol, "because": "Wrong."}
    readdress_finding(finding=room.first, addressed_to=[room.cast.rita.agency], **given)
    with as_actor(room.cast.pol):
        assert room.first in may_answer(response)


def test_a_grade_names_its_organisation_and_is_changed_with_a_reason(room: Room) -> None:
    given = {"actor": room.cast.pol, "report": room.report, "agency": room.force}
    record_grade(**given, grade="requires improvement")
    assert "Requires improvement" in page(room, f"/reports/{room.report.ref}/")
    with pytest.raises(Refused, match="To change it, enter a reason"):
        record_grade(**given, grade="good")
    record_grade(**given, grade="good", because="Read the wrong column.")
    graded = {"body": "northshire", "question": "", "grade": "good"}
    assert Report.objects.get(pk=room.report.pk).grades == [graded]
    record_grade(**given, grade="none", because="It was not graded.")
    assert Report.objects.get(pk=room.report.pk).grades == []


def test_a_finding_that_nothing_rests_on_is_removed(room: Room) -> None:
    remove_finding(actor=room.cast.pol, finding=room.second, because="Entered twice.")
    assert not Finding.objects.filter(pk=room.second.pk).exists()
    event = event_of(room.cast.pol, "finding.removed")
    assert (event.detail["was"], event.detail["key"]) == (room.second.text, "rocu-2")


def test_a_finding_that_is_answered_is_withdrawn_and_asks_no_more(room: Room) -> None:
    response = room.complete()
    with pytest.raises(Refused, match="because it has an answer in a response"):
        remove_finding(actor=room.cast.cora, finding=room.second, because="x")
    before = findings_not_closed(SEEN, None, clock.today()).value
    withdraw_finding(actor=room.cast.pol, finding=room.second, because="Not in the report.")
    assert findings_not_closed(SEEN, None, clock.today()).value == before - 2
    with as_actor(room.cast.pol):
        assert list(to_answer(response)) == list(may_answer(response)) == [room.first]
    shown = page(room, f"/responses/{response.ref}/")
    assert "The letter leaves this finding out." in shown
    assert "Recommendation 2" not in page(room, f"/responses/{response.ref}/letter/")
    assert "Not in the report." in page(room, f"/findings/{room.second.key}/")
    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_finding(actor=room.cast.pol, finding=room.second, because="x")


def test_a_response_is_published_without_an_answer_to_a_withdrawn_finding(room: Room) -> None:
    response = room.invited()
    comment(actor=room.chas, response=response, comments="We agree.")
    room.answered(response, room.first)
    address(actor=room.cast.pol, response=response, **LETTER)
    draft(actor=room.cast.pol, response=response, body_comments="Ours.")
    withdraw_finding(actor=room.cast.pol, finding=room.second, because="Not in the report.")
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert publish(actor=room.clem, response=room.fresh(response)).version == 1


def test_a_report_in_error_is_removed_while_nothing_rests_on_it(room: Room) -> None:
    with pytest.raises(Refused, match="because it has findings"):
        remove_report(actor=room.cast.pol, report=room.report, because="x")
    wrong = recorded(room.cast, room.inspectorate, key="wrong")
    remove_report(actor=room.cast.pol, report=wrong, because="Entered twice.")
    assert not Report.objects.filter(key="wrong").exists()


def test_a_withdrawn_report_asks_no_more(room: Room) -> None:
    withdraw_report(actor=room.cast.pol, report=room.report, because="A draft leaked.")
    assert findings_not_closed(SEEN, None, clock.today()).value == 0
    with pytest.raises(Refused, match="was withdrawn, so it does not need a response"):
        room.open()
    with pytest.raises(Refused, match="no finding can be added"):
        found(room.cast, room.report, "3", "More.")
    shown = page(room, f"/reports/{room.report.ref}/")
    assert "A draft leaked." in shown
    assert "Open a response" not in shown


def test_a_draft_to_a_withdrawn_report_is_not_cleared(room: Room) -> None:
    response = room.complete()
    withdraw_report(actor=room.cast.pol, report=room.report, because="A draft leaked.")
    with pytest.raises(Refused, match="because the report was withdrawn"):
        clear(actor=room.clem, response=response, is_read=True)


def test_every_objection(room: Room) -> None:
    given = report_given(room, because=" ", url="ftp://x", published_on=date(2021, 3, 9))
    with pytest.raises(Refused) as refused:
        edit_report(actor=room.cast.gail, report=room.report, **given)
    said = " ".join(refused.value.objections)
    for part in ("Only a policing body officer", "Enter a reason", "https://", "today or earlier"):
        assert part in said
    with pytest.raises(Refused, match="You have not changed anything"):
        edit_finding(actor=room.cast.pol, finding=room.first, **finding_given(room.first))
    for verb in (remove_finding, withdraw_finding):
        with pytest.raises(Refused, match="Only a policing body officer"):
            verb(actor=room.cast.gail, finding=room.first, because="x")
    for verb in (remove_report, withdraw_report):
        with pytest.raises(Refused, match="Only a policing body officer"):
            verb(actor=room.cast.gail, report=room.report, because="x")


def test_the_database_keeps_a_finding_that_is_answered(room: Room) -> None:
    room.complete()
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        Finding.objects.filter(pk=room.first.pk)._raw_delete("default")
        transaction.get_connection().check_constraints()


def test_pages_apis_and_terminal_correct(room: Room) -> None:
    pol, ref, key = room.cast.pol, room.report.ref, room.first.key
    form = page(room, f"/reports/{ref}/edit/")
    for part in (room.report.title, f'href="/reports/{ref}/"', "Cancel"):
        assert part in form
    assert browser(pol).post(f"/reports/{ref}/edit/", REPORT).status_code == 302
    answer = Machine(pol).post(f"/reports/{ref}/edit", **REPORT | {"published_on": "2021-02-21"})
    assert answer.json()["published_on"] == "2021-02-21"
    run = terminal(pol, "inspections", "edit-report", ref, "--title=ROCUs", "--because=Shorter.")
    assert run.exit_code == 0, run.output
    assert Report.objects.get(ref=ref).published_on == date(2021, 2, 21)

    assert browser(pol).post(f"/findings/{key}/edit/", FINDING).status_code == 302
    answer = Machine(pol).post(f"/findings/{key}/edit", **FINDING | {"number": "1b"})
    assert answer.json()["number"] == "1b"
    run = terminal(pol, "inspections", "edit-finding", key, "--number=1c", "--because=Typo.")
    assert run.exit_code == 0, run.output
    assert Finding.objects.get(key=key).text == "Systems must be in place."

    sent = {"addressed_to": ["nrocu"], "because": "Wrong."}
    assert browser(pol).post(f"/findings/{key}/readdress/", sent).status_code == 302
    answer = Machine(pol).post(f"/findings/{key}/readdress", **sent | {"addressed_to": []})
    assert answer.status_code == 200
    run = terminal(
        pol, "inspections", "readdress-finding", key, "--addressed-to=northshire", "--because=x"
    )
    assert run.exit_code == 0, run.output
    assert [one.agency for one in room.first.addressees.all()] == [room.force]

    graded = {"agency": "northshire", "grade": "good", "because": "x"}
    assert browser(pol).post(f"/reports/{ref}/record-grade/", graded).status_code == 302
    answer = Machine(pol).post(f"/reports/{ref}/record-grade", **graded | {"grade": "adequate"})
    assert answer.json()["grades"][0]["grade"] == "adequate"
    run = terminal(
        pol, "inspections", "record-grade", ref, "--agency=northshire", "--grade=none",
        "--because=x",
    )  # fmt: skip
    assert run.exit_code == 0, run.output


def test_pages_apis_and_terminal_remove_and_withdraw(room: Room) -> None:
    pol, why = room.cast.pol, {"because": "In error."}
    keys = [found(room.cast, room.report, str(n), "Text.").key for n in range(3, 9)]
    assert browser(pol).post(f"/findings/{keys[0]}/remove/", why)["Location"] == (
        f"/reports/{room.report.ref}/"
    )
    assert Machine(pol).post(f"/findings/{keys[1]}/remove", **why).status_code == 200
    run = terminal(pol, "inspections", "remove-finding", keys[2], "--because=x")
    assert run.exit_code == 0, run.output
    assert browser(pol).post(f"/findings/{keys[3]}/withdraw/", why).status_code == 302
    answer = Machine(pol).post(f"/findings/{keys[4]}/withdraw", **why)
    assert answer.json()["withdrawn_because"] == "In error."
    run = terminal(pol, "inspections", "withdraw-finding", keys[5], "--because=x")
    assert run.exit_code == 0, run.output
    refs = [recorded(room.cast, room.inspectorate, key=f"r{n}").ref for n in range(6)]
    assert browser(pol).post(f"/reports/{refs[0]}/remove/", why)["Location"] == "/reports/"
    assert Machine(pol).post(f"/reports/{refs[1]}/remove", **why).json() == {"removed": refs[1]}
    run = terminal(pol, "inspections", "remove-report", refs[2], "--because=x")
    assert run.exit_code == 0, run.output
    assert browser(pol).post(f"/reports/{refs[3]}/withdraw/", why).status_code == 302
    assert Machine(pol).post(f"/reports/{refs[4]}/withdraw", **why).status_code == 200
    run = terminal(pol, "inspections", "withdraw-report", refs[5], "--because=x")
    assert run.exit_code == 0, run.output


def test_who_must_not_correct_is_refused_and_sees_no_link(room: Room) -> None:
    olive, nobody, machine = browser(room.cast.olive), browser(None), Machine(room.cast.olive)
    of_report, of_finding = f"/reports/{room.report.ref}", f"/findings/{room.first.key}"
    for record, edited in ((of_report, REPORT), (of_finding, FINDING)):
        for verb, answers in (("edit", edited), ("remove", {}), ("withdraw", {})):
            path, given = f"{record}/{verb}", answers | {"because": "x"}
            assert machine.post(path, **given).status_code == 409, path
            assert olive.post(f"{path}/", given).status_code == 409, path
            assert nobody.post(f"{path}/", given).status_code == 302, path
            assert f"{path}/" not in olive.get(f"{record}/").content.decode()


def test_who_recorded_a_report_corrects_it_after_a_finding_asks_others(room: Room) -> None:
    elsewhere = body(room.cast, "westshire-pcc", "PCC for Westshire")
    recorder = officer(room.cast, elsewhere, "Sue Marlpit", "policing_body")
    colleague = officer(room.cast, elsewhere, "Tom Marlpit", "policing_body")
    given = report_given(room, title="Roads policing", url="https://inspectors.example/roads")
    del given["because"]
    report = record_report(actor=recorder, key="roads", **given)
    finding = found(room.cast, report, "1", "Plan ahead.", key="roads-1")
    given = given | {"title": "Policing of roads", "because": "The title was wrong."}
    edit_report(actor=recorder, report=report, **given)
    assert event_of(recorder, "report.corrected").detail["because"] == "The title was wrong."
    path = f"/reports/{report.ref}/"
    answers = REPORT | {"title": "Roads and policing"}
    assert Machine(recorder).post(f"{path}edit", **answers).status_code == 200
    answers |= {"title": "Policing roads"}
    assert browser(recorder).post(f"{path}edit/", answers).status_code == 302
    given_at_terminal = ("--title", "Roads policing", "--because", "As it was.")
    done = terminal(recorder, "inspections", "edit-report", report.ref, *given_at_terminal)
    assert done.exit_code == 0, done.output
    shown = browser(recorder).get(path).content.decode()
    assert "Correct the report" in shown
    assert "Withdraw the report" not in shown
    only = "Only an organisation that this report addresses"
    with pytest.raises(Refused, match=only):
        withdraw_report(actor=recorder, report=report, because="Not relevant.")
    with pytest.raises(Refused, match=only):
        edit_finding(actor=recorder, finding=finding, **finding_given(finding, text="Other."))
    with pytest.raises(Refused, match=only):
        edit_report(actor=colleague, report=report, **given | {"title": "Other"})
    assert "Correct the report" not in browser(colleague).get(path).content.decode()


def test_those_whom_a_report_asks_nothing_of_cannot_correct_it(room: Room) -> None:
    """A stranger would change what other organisations answer."""
    elsewhere = body(room.cast, "westshire-pcc", "PCC for Westshire")
    stranger = officer(room.cast, elsewhere, "Sue Marlpit", "policing_body")
    finding = room.report.findings.exclude(addressees=None).first()
    assert finding
    only = "Only an organisation that this report addresses"
    with pytest.raises(Refused, match=only):
        edit_finding(actor=stranger, finding=finding, **finding_given(finding, text="Other words."))
    with pytest.raises(Refused, match=only):
        withdraw_report(actor=stranger, report=room.report, because="Not relevant.")
    shown = browser(stranger).get(f"/findings/{finding.key}/").content.decode()
    assert "Correct the finding" not in shown
    assert "Correct the finding" in page(room, f"/findings/{finding.key}/")
