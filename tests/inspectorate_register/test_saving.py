"""Tests for sending, correcting, saving and discarding the text of register entries."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.withdraw_act import withdraw_act
from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct, OurStatus
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.inspectorate_register.commands.discard import discard_reading
from broadhurst.capabilities.inspectorate_register.commands.edit import edit_entries
from broadhurst.capabilities.inspectorate_register.commands.save import save_reading
from broadhurst.capabilities.inspectorate_register.commands.send import send_entries
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.shown import Shown, shown
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import TEXT_1, Room
from tests.inspectorate_register.making import ADDRESS, BRACKETS, NEW, PLAIN, sent


def saved(room: Room, text: str = BRACKETS, **changes: Any) -> Reading:
    return save_reading(actor=room.chas, reading=sent(room, text, **changes))


def looked_at(room: Room, reading: Reading) -> Shown:
    with as_actor(room.chas):
        return shown(room.chas, reading)


def problems(room: Room, text: str, **changes: Any) -> str:
    return " ".join(looked_at(room, sent(room, text, **changes)).problems[0])


def test_it_shows_what_it_understood_and_records_nothing_yet(room: Room) -> None:
    now = looked_at(room, sent(room))
    (entry,) = now.entries
    assert entry.matched.finding == room.first
    assert entry.matched.agency == room.force
    assert [(u.acted_on.day, u.status, u.state) for u in entry.updates] == [
        (20, "awaiting_review", "new"), (24, "", "new"), (26, "complete", "new"),
    ]  # fmt: skip
    assert not now.has_problems
    assert not InspectorateAct.objects.exists()


def test_saving_records_the_updates_in_their_order(room: Room) -> None:
    reading = saved(room)
    acts = list(InspectorateAct.objects.all())
    assert [(act.acted_on.day, act.status, act.text) for act in acts] == [
        (20, "awaiting_review", ""), (24, "", "The force’s systems were seen."),
        (26, "complete", ""),
    ]  # fmt: skip
    assert {act.source for act in acts} == {ADDRESS}
    assert status_of(room.first, room.force).theirs == "complete"
    assert reading.added == {"findings": 0, "updates": 3}
    assert reading.stage == "Saved"


def test_the_same_entry_in_the_other_rendering_is_known(room: Room) -> None:
    saved(room)
    again = sent(room, PLAIN)
    assert {update.state for update in looked_at(room, again).entries[0].updates} == {"known"}
    assert save_reading(actor=room.chas, reading=again).added == {"findings": 0, "updates": 0}
    assert InspectorateAct.objects.count() == 3


def test_an_update_that_was_withdrawn_here_is_not_added_again(room: Room) -> None:
    saved(room)
    act = InspectorateAct.objects.get(status="complete")
    withdraw_act(actor=room.chas, finding=room.first, act=act, because="Of another force.")
    again = looked_at(room, sent(room))
    assert [u.state for u in again.entries[0].updates] == ["known", "known", "set aside"]
    assert saved(room).added["updates"] == 0


def test_an_update_that_is_written_twice_is_added_once(room: Room) -> None:
    assert saved(room, f"{BRACKETS}\n{PLAIN}").added["updates"] == 3


def test_a_new_finding_is_added_with_its_cause_of_concern(room: Room) -> None:
    concern = "Causes of concern\n\nPlans are out of date.\n\n"
    text = f"{concern}Recommendation 9\n\nRenew them.\n\n22/2/2021 complete\n"
    second = f"{concern}Recommendation 10\n\nKeep them.\n\n22/2/2021 complete\n"
    reading = saved(room, text + second, report=room.report, agency=room.force, source=ADDRESS)
    assert reading.added == {"findings": 2, "updates": 2}
    (parent,) = Finding.objects.filter(kind="cause_of_concern", text="Plans are out of date.")
    children = Finding.objects.filter(number__in=("9", "10"))
    assert {child.parent for child in children} == {parent}
    assert {child.is_verbatim for child in children} == {True}
    assert [row.agency for row in children[0].addressees.all()] == [room.force]


def test_a_finding_that_two_forces_have_is_added_once(room: Room) -> None:
    other = room.cast.olive.agency
    entries = "".join(
        f"https://x.example/recommendation/{agency.key}/1/\n{NEW}" for agency in (room.force, other)
    )
    reading = saved(room, entries, report=room.report)
    assert reading.added == {"findings": 1, "updates": 2}
    finding = Finding.objects.get(kind="area_for_improvement")
    assert {row.agency for row in finding.addressees.all()} == {room.force, other}


def test_an_organisation_is_added_to_a_finding_that_is_recorded(room: Room) -> None:
    other = room.cast.olive.agency
    text = BRACKETS.replace("northshire/11", f"{other.key}/12")
    assert looked_at(room, sent(room, text)).entries[0].matched.adds_addressee
    saved(room, text)
    assert room.first.addressees.filter(agency=other).exists()


def test_what_cannot_be_saved_says_why(room: Room) -> None:
    at_home = {"agency": room.force, "source": ADDRESS}
    assert "Choose the organisation" in problems(room, NEW, report=room.report)
    assert "called “nowhere”" in problems(room, BRACKETS.replace("northshire", "nowhere"))
    assert "Choose the report" in problems(room, NEW, **at_home)
    assert "where it can be read" in problems(room, NEW, report=room.report, agency=room.force)
    no_heading = f"{ADDRESS}\nUnknown words.\n\n22/2/2021 complete"
    assert "Enter a heading" in problems(room, no_heading, report=room.report)
    changed = BRACKETS.replace("Systems", "Machines")
    assert "recorded with different words" in problems(room, changed, report=room.report)
    early = BRACKETS.replace("20th February 2021", "20th January 2021")
    assert "on or after the day the report was published" in problems(room, early)
    late = BRACKETS.replace("26/02/2021", "26/02/2031")
    assert "today or earlier" in problems(room, late)
    withdraw_finding(actor=room.chas, finding=room.first, because="In error.")
    assert "was withdrawn" in problems(room, BRACKETS)


def test_a_finding_in_two_reports_needs_the_report(room: Room) -> None:
    record_finding(
        actor=room.chas, report=room.report, kind="recommendation", text=TEXT_1, key="again",
        is_verbatim=True, number="1", addressed_to=[room.force],
    )  # fmt: skip
    assert "Several reports" in problems(room, BRACKETS)


def test_a_summary_is_found_by_its_number_in_the_report(room: Room) -> None:
    record_finding(
        actor=room.chas, report=room.report, kind="recommendation", text="In short.", key="short",
        is_verbatim=False, number="8", addressed_to=[room.force],
    )  # fmt: skip
    text = f"{ADDRESS}\nRecommendation 8\n\nAt length.\n\n22/2/2021 complete\n"
    (entry,) = looked_at(room, sent(room, text, report=room.report)).entries
    assert entry.matched.finding
    assert entry.matched.finding.key == "short"


def test_one_refused_line_saves_nothing_until_it_is_corrected(room: Room) -> None:
    broken = BRACKETS + "\n" + BRACKETS.replace("complete", "finished").replace("1", "1")
    reading = sent(room, broken)
    assert "“finished” is not a status" in looked_at(room, reading).refusals[0].reason
    with pytest.raises(Refused, match="Some lines cannot be read"):
        save_reading(actor=room.chas, reading=reading)
    assert not InspectorateAct.objects.exists()
    edit_entries(actor=room.chas, reading=reading, text=broken.replace("finished", "complete"))
    assert save_reading(actor=room.chas, reading=reading).added["updates"] == 3


def test_it_is_saved_or_discarded_once(room: Room) -> None:
    reading = sent(room)
    discarded = discard_reading(actor=room.chas, reading=reading)
    assert (discarded.text, discarded.stage) == ("", "Discarded")
    for command in (save_reading, discard_reading):
        with pytest.raises(Refused, match="already saved or discarded"):
            command(actor=room.chas, reading=reading)
    with pytest.raises(Refused, match="already saved or discarded"):
        edit_entries(actor=room.chas, reading=saved(room), text="x")


def test_a_text_without_an_entry_is_not_saved(room: Room) -> None:
    with pytest.raises(Refused, match="Paste the text of at least one entry"):
        sent(room, " \n")
    with pytest.raises(Refused, match="more than 400,000 characters"):
        sent(room, "x" * 400_001)
    reading = sent(room, "No entry")
    with pytest.raises(Refused, match="cannot be read"):
        save_reading(actor=room.chas, reading=reading)


def test_who_may_send_and_who_sees_it(room: Room) -> None:
    with pytest.raises(Refused, match="Only a policing body officer"):
        send_entries(actor=room.cast.gail, text=BRACKETS)
    reading = sent(room)
    for stranger in (room.cast.olive, room.cast.pol):
        assert browser(stranger).get(f"/inspectorate-register/{reading.ref}/").status_code == 404
        for verb in ("edit", "save", "discard"):
            answer = browser(stranger).post(f"/inspectorate-register/{reading.ref}/{verb}/")
            assert answer.status_code == 404, verb
        with as_actor(stranger):
            assert not Reading.objects.exists()
            assert not Reading.objects.filter(pk=reading.pk).update(source="x")
    assert browser(None).get("/inspectorate-register/").status_code == 302
    assert Machine(room.cast.gail).post("/inspectorate-register", text=BRACKETS).status_code == 409


def test_the_database_keeps_what_was_saved(room: Room) -> None:
    reading = saved(room)
    with as_actor(room.chas):
        rows = Reading.objects.filter(pk=reading.pk)
        with pytest.raises(DatabaseError, match="saved_or_discarded"), transaction.atomic():
            rows.update(discarded_at=reading.saved_at, text="")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows._raw_delete("default")


def test_the_pages(room: Room) -> None:
    chas = browser(room.chas)
    assert "Read entries" in chas.get("/inspectorate-register/").content.decode()
    assert "The inspectorate’s register" in chas.get("/reports/").content.decode()
    files = [
        SimpleUploadedFile("northshire-11.txt", BRACKETS.partition("\n")[2].encode("utf-16")),
        SimpleUploadedFile("northshire-12.txt", PLAIN.partition("\n")[2].encode("cp1252")),
    ]
    answer = chas.post("/inspectorate-register/send/", {"text": NEW, "file": files})
    assert answer.status_code == 302
    page = chas.get(answer["Location"]).content.decode()
    assert "Line 7 of northshire-11.txt" in page
    assert "Choose the organisation" in page
    assert "/save/" not in page
    edit = chas.get(f"{answer['Location']}edit/").content.decode()
    assert "File: northshire-12.txt" in edit
    corrected = {"text": BRACKETS, "report": "", "agency": "", "source": ""}
    assert chas.post(f"{answer['Location']}edit/", corrected).status_code == 302
    assert "Save all entries" in chas.get(answer["Location"]).content.decode()
    assert chas.post(f"{answer['Location']}save/").status_code == 302
    page = chas.get(answer["Location"]).content.decode()
    assert "Updates added: 3." in page
    assert "Correct the text" not in page


def test_a_file_that_is_no_text_is_refused_at_its_field(room: Room) -> None:
    chas = browser(room.chas)
    for content, reason in (
        (b"", "is empty"), (b"\x00\x01", "is not a text file"),
        (b"\xff\xfe\x00", "is not a text file"),
        ("a\u202eb".encode(), "invisible characters"), (b"x" * 1_000_001, "larger than 1 MB"),
    ):  # fmt: skip
        files = [SimpleUploadedFile("a.txt", b"ok"), SimpleUploadedFile("b.txt", content)]
        page = chas.post("/inspectorate-register/send/", {"file": files})
        assert (page.status_code, reason in page.content.decode()) == (422, True), reason
    assert chas.post("/inspectorate-register/send/", {}).status_code == 409


def test_the_api(room: Room) -> None:
    chas = Machine(room.chas)
    broken = BRACKETS.replace("24 Feb 2021", "February 2021")
    answer = chas.post("/inspectorate-register", text=broken)
    assert answer.status_code == 201
    body = answer.json()
    assert body["refused"][0]["reason"].startswith("“February 2021” has no day.")
    assert body["entries"][0]["updates"][0]["state"] == "new"
    address = f"/inspectorate-register/{body['ref']}"
    assert chas.post(f"{address}/save").status_code == 409
    assert chas.post(f"{address}/edit", text=BRACKETS).json()["refused"] == []
    now = chas.post(f"{address}/save").json()
    assert (now["stage"], now["updates_added"]) == ("Saved", 3)
    assert [u["state"] for u in chas.get(address).json()["entries"][0]["updates"]] == ["known"] * 3
    assert len(chas.get("/inspectorate-register").json()["items"]) == 1
    assert chas.post(f"{address}/discard").status_code == 409
    assert Machine(room.cast.olive).get(address).status_code == 404


def test_the_terminal(room: Room, tmp_path: Path) -> None:
    for name, text in (("northshire-11.txt", BRACKETS), ("northshire-12.txt", NEW)):
        (tmp_path / name).write_text(text)
    files = [f"--file={tmp_path}/northshire-{number}.txt" for number in (11, 12)]
    result = terminal(room.chas, "inspectorate-register", "send", *files)
    assert "2021-02-26  complete: to be added" in result.output
    assert "\n    The force should keep its plans up to date.\n" in result.output
    assert "To correct: This finding is not recorded yet. Choose the report" in result.output
    ref = result.output.split()[0]
    report = f"--report={room.report.key}"
    assert terminal(room.chas, "inspectorate-register", "save", ref).exit_code == 1
    terminal(room.chas, "inspectorate-register", "edit", ref, report)
    result = terminal(room.chas, "inspectorate-register", "save", ref)
    assert result.exit_code == 0, result.output
    assert "already recorded" in terminal(room.chas, "inspectorate-register", "show", ref).output
    assert "Saved" in terminal(room.chas, "inspectorate-register", "list", "--tab=all").output
    assert OurStatus.objects.count() == 0


def test_a_page_asks_as_many_queries_for_many_entries_as_for_two(room: Room) -> None:
    def queries(first: int, entries: int) -> list[int]:
        texts = [
            f"{ADDRESS}\nRecommendation {number}\nDo {number}.\n{date(2021, 2, 20):%d/%m/%Y} "
            "complete\n"
            for number in range(first, first + entries)
        ]
        reading = sent(room, "\n".join(texts), report=room.report)
        chas, counts = browser(room.chas), []
        chas.get(f"/inspectorate-register/{reading.ref}/")
        for is_saved in (False, True):
            if is_saved:
                save_reading(actor=room.chas, reading=reading)
            with CaptureQueriesContext(connection) as caught:
                chas.get(f"/inspectorate-register/{reading.ref}/")
            counts.append(len(caught))
        return counts

    assert queries(10, 2) == queries(20, 12)
