"""Tests for importing findings: preview, all or nothing, memory and undo."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from broadhurst.capabilities.finding_imports.commands.discard import discard_findings
from broadhurst.capabilities.finding_imports.commands.expire import expire_finding_imports
from broadhurst.capabilities.finding_imports.commands.map_columns import map_findings
from broadhurst.capabilities.finding_imports.commands.run import run_findings
from broadhurst.capabilities.finding_imports.commands.undo import undo_findings
from broadhurst.capabilities.finding_imports.jobs import expire
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.inspections.commands.remove_finding import remove_finding
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Addressee, Finding
from broadhurst.capabilities.tracking.commands.add_milestone import add_milestone
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.finding_imports.making import TABLE, imported, mapped, sending
from tests.inspections.making import Room, found, recorded


def test_every_row_is_a_finding_with_all_that_it_names(room: Room) -> None:
    imported(room, groups=["forces"])
    concern = Finding.objects.get(key="rocu-c1")
    review, train = Finding.objects.get(key="rocu-7"), Finding.objects.get(key="rocu-8")
    assert (review.parent, review.due_on) == (concern, date(2022, 2, 28))
    assert review.due_text == "by February 2022"
    assert {one.agency.key for one in review.addressees.all()} == {"northshire", "nrocu"}
    assert (train.kind, train.due_on) == ("area_for_improvement", date(2021, 8, 18))
    assert "northshire" in {one.agency.key for one in train.addressees.all()}
    with as_actor(room.cast.pol):
        verbs = Event.objects.filter(subject=room.report.ref, verb="finding.recorded")
        assert verbs.count() == 5
    page = browser(room.cast.pol).get(f"/reports/{room.report.ref}/").content.decode()
    assert "Review each plan." in page


def test_nothing_is_added_if_one_row_is_wrong(room: Room) -> None:
    table = TABLE + "9,Recommendation,Do.,31 February 2022,Nowhere Police,C9\n"
    sent = mapped(room, table)
    assert [(row, column) for row, column, _ in sent.problems] == [
        (5, "Due by"), (5, "Addressed to"), (5, "Cause of concern"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="Some rows have errors"):
        run_findings(actor=room.cast.pol, upload=sent)
    assert not Finding.objects.filter(key="rocu-7").exists()
    page = browser(room.cast.pol).get(f"/finding-imports/{sent.ref}/").content.decode()
    assert "Rows to correct" in page
    assert "“Nowhere Police” is no organisation" in page
    assert "Import all rows" not in page


def test_what_is_already_there_is_not_imported_twice(room: Room) -> None:
    imported(room)
    sent = mapped(room)
    assert len(sent.problems) == 3
    assert "another finding of this kind with the number C1" in sent.problems[0][2]
    # Someone records the number between the check of the rows and the import.
    other = mapped(room, "Number,Text\n9,Do.\n", kind="recommendation")
    found(room.cast, room.report, "9", "Do.")
    with pytest.raises(Refused, match="Row 2, Number: There is another finding"):
        run_findings(actor=room.cast.pol, upload=other)


def test_the_earlier_finding_and_short_names_are_looked_up(room: Room) -> None:
    old = recorded(room.cast, room.inspectorate, key="old", published_on=date(2015, 11, 30))
    older = found(room.cast, old, "1", "Plans are short.", due_on=None, due_text="")
    table = "Text,Repeats,Short name\nPlans are short again.,old-1,again\nDo.,gone,rocu-1\n"
    sent = mapped(room, table, kind="recommendation")
    assert [text for _, _, text in sent.problems] == [
        "A finding already has this short name. Choose another.",
        "No earlier report has a finding called “gone”.",
    ]
    imported(room, table.rsplit("Do.", 1)[0], kind="recommendation")
    assert Finding.objects.get(key="again").recurs_from == older


def test_a_group_has_several_names(room: Room) -> None:
    table = "Text,Organisations\nDo.,all forces\nDo more.,All police forces; all ROCUs\n"
    imported(room, table, kind="observation")
    asked = Finding.objects.filter(kind="observation", addressees__agency=room.force)
    assert asked.count() == 2


def test_columns_are_remembered_by_the_unit(room: Room) -> None:
    table = "A,B\nDo this.,x\n"
    assert sending(room, table).columns == ["", ""]
    map_findings(
        actor=room.cast.pol, upload=sending(room, table), columns=["text", "note"],
        kind="recommendation",
    )  # fmt: skip
    assert sending(room, table).columns == ["text", "note"]
    assert sending(room, table, actor=room.chas).columns == ["", ""]


def test_it_is_undone_within_a_day_but_for_what_was_used(room: Room) -> None:
    sent = imported(room)
    review = Finding.objects.get(key="rocu-7")
    train = Finding.objects.get(key="rocu-8")
    Addressee.objects.get_or_create(finding=train, agency=room.force)
    add_milestone(actor=room.chas, finding=train, text="Train", due_on=date(2021, 5, 1))
    set_our_status(actor=room.chas, finding=review, agency=room.force, status="in_progress")
    with clock.set_to(NOW + timedelta(days=1, minutes=1)), pytest.raises(Refused, match="a day"):
        undo_findings(actor=room.cast.pol, upload=sent)
    sent = undo_findings(actor=room.cast.pol, upload=sent)
    # The cause of concern stays with its recommendation, which has a status.
    assert sent.kept == [2, 3, 4]
    with pytest.raises(Refused, match="a record that refers to it"):
        remove_finding(actor=room.cast.pol, finding=train, because="In error.")
    with pytest.raises(Refused, match="already been undone"):
        undo_findings(actor=room.cast.pol, upload=sent)


def test_what_nobody_used_is_gone_after_undo(room: Room) -> None:
    sent = undo_findings(actor=room.cast.pol, upload=imported(room))
    assert (sent.kept, sent.stage) == ([], "Undone")
    assert set(Finding.objects.values_list("key", flat=True)) == {"rocu-1", "rocu-2"}
    imported(room)  # the same spreadsheet can be imported again


def test_an_import_is_seen_by_its_unit_alone(room: Room) -> None:
    sent = sending(room)
    for who in (room.chas, room.cast.olive):
        assert browser(who).get(f"/finding-imports/{sent.ref}/").status_code == 404
        assert Machine(who).get(f"/finding-imports/{sent.ref}").status_code == 404
        with as_actor(who):
            assert not finding_imports().exists()
    with pytest.raises(Refused, match="Only a policing body officer"):
        sending(room, actor=room.cast.gail)


def test_a_unit_has_one_under_way_and_old_ones_expire(room: Room) -> None:
    first, second = sending(room), sending(room)
    with as_actor(room.cast.pol):
        assert FindingImport.objects.get(pk=first.pk).stage == "Discarded"
    with pytest.raises(Refused, match="Only an administrator"):
        expire_finding_imports(actor=room.cast.pol)
    with clock.set_to(NOW + timedelta(days=8)):
        expire()
    with as_actor(room.cast.pol):
        gone = FindingImport.objects.get(pk=second.pk)
    assert (gone.stage, gone.cells, gone.headings) == ("Discarded", [], [])
    with pytest.raises(Refused, match="already imported or discarded"):
        discard_findings(actor=room.cast.pol, upload=gone)


def test_page_from_file_to_findings(room: Room) -> None:
    page, path = browser(room.cast.pol), f"/reports/{room.report.ref}/import-findings/"
    book = Workbook()
    book.active.append(["Number", "Type", "Text", "Due by"])
    book.active.append([3, "Recommendation", "Long. " * 200, "by May 2022"])
    data = BytesIO()
    book.save(data)
    file = SimpleUploadedFile("findings.xlsx", data.getvalue())
    to_map = page.post(path, {"file": file}).headers["Location"]
    assert "Columns of the spreadsheet" in page.get(to_map).content.decode()
    sent = {"groups": ["forces"], "is_verbatim": "on"}
    shown = page.post(to_map, sent).headers["Location"]
    text = page.get(shown).content.decode()
    for part in ("Recommendation 3", "Last day 31 May 2022", "NORTHSHIRE", "Import all rows"):
        assert part in text, part
    assert page.post(f"{shown}run/", {}).status_code == 302
    assert Finding.objects.get(key="rocu-3").text == ("Long. " * 200).strip()
    assert "Undo the import" in page.get(shown).content.decode()
    assert page.post(f"{shown}undo/", {"and_then": "check"}).status_code in (200, 302)


def test_api_and_terminal(room: Room, tmp_path: Path) -> None:
    pol = room.cast.pol
    file = tmp_path / "findings.csv"
    file.write_text(TABLE)
    run = terminal(pol, "inspections", "send-findings", room.report.ref, f"--file={file}")
    assert run.exit_code == 0, run.output
    assert "Due by: deadline" in run.output
    with as_actor(pol):
        ref = FindingImport.objects.get().ref
    api = Machine(pol)
    assert api.post(f"/finding-imports/{ref}/map").json()["stage"] == "Ready to import"
    first, *_others = api.get(f"/finding-imports/{ref}/rows").json()["items"]
    said = terminal(pol, "inspections", "finding-import", ref).output
    assert f"Row {first['row']}: {first['title']}; {first['text']}" in said
    assert Machine(room.cast.olive).get(f"/finding-imports/{ref}/rows").status_code == 404
    assert terminal(room.cast.olive, "inspections", "finding-import", ref).exit_code == 1
    answer = api.post(f"/finding-imports/{ref}/run").json()
    assert answer["findings"] == ["rocu-c1", "rocu-7", "rocu-8"]
    assert terminal(pol, "inspections", "undo-findings", ref).exit_code == 0
    assert api.get(f"/finding-imports/{ref}").json()["stage"] == "Undone"
    assert api.post(f"/finding-imports/{ref}/discard").status_code == 409


def test_500_findings_are_imported_in_a_few_seconds(room: Room) -> None:
    rows = (
        f"{n},Recommendation,Do thing number {n} in each district.,by May 2022,northshire;All ROCUs"
        for n in range(100, 600)
    )
    table = "Number,Type,Text,Due by,Addressed to\n" + "\n".join(rows) + "\n"
    began = perf_counter()
    sent = run_findings(actor=room.cast.pol, upload=mapped(room, table))
    undo_findings(actor=room.cast.pol, upload=sent)
    # About a second on two cores. The limit leaves room for a busy machine.
    assert perf_counter() - began < 10
