"""Files and notes of a meeting: who reads the agenda reads them, and who convenes adds files."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.correct_file import correct_file
from broadhurst.capabilities.files.commands.withdraw_file import withdraw_file
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.meetings.commands.agree_minutes import agree_minutes
from broadhurst.capabilities.meetings.queries.minutes import minutes_of, on_paper
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.models import Note
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.queries.boards import planned_meetings
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import refusals, while_it_waits
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.meetings.conftest import BEGINS
from tests.meetings.room import Room
from tests.search.finding import found

ONLY = "Only the chair, the secretary or the gateway officer"


def a_paper(room: Room, name: str = "trends.txt", actor: Actor | None = None) -> File:
    file = SimpleUploadedFile(name, b"Firearms, by month.")
    return add_file(
        actor=actor or room.cast.tess, about=room.agenda, file=file, description="Firearms trends."
    )


def shown(actor: Actor, address: str) -> str:
    return browser(actor).get(address).content.decode()


def minutes_on_paper(room: Room) -> str:
    with as_actor(room.cast.tess):
        return on_paper(minutes_of(room.agenda)).markdown.replace("\\", "")


def uploaded(name: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, b"x"), "description": "Firearms trends."}


def test_three_doors_add_files_to_an_agenda_and_its_pages_list_them(
    room: Room, tmp_path: Path
) -> None:
    tess, connie, ref = room.cast.tess, room.cast.connie, room.meeting.ref
    path, address = tmp_path / "staffing.txt", f"/records/{ref}/files/"
    path.write_bytes(b"Two vacancies.")
    sent = browser(tess).post(f"{address}add/", uploaded("trends.txt"))
    assert (sent.status_code, sent["Location"]) == (302, address)
    said = terminal(tess, "files", "add", ref, "--file", str(path), "--description", "Staffing.")
    assert said.exit_code == 0, said.output
    machine = Machine(tess)
    sent = machine.client.post(f"/api/v1{address[:-1]}", uploaded("map.txt"))
    assert sent.status_code == 201, sent.content
    names = {one["name"] for one in machine.get(address[:-1]).json()["items"]}
    assert names == {"trends.txt", "staffing.txt", "map.txt"}
    assert "staffing.txt" in terminal(connie, "files", "list", ref).output

    for reader, is_offered in ((tess, True), (connie, False)):
        page = shown(reader, room.path)
        minutes = shown(reader, f"{room.agenda_path}minutes/")
        assert all(name in page and name in minutes for name in names)
        assert ("Add a file" in page, "Add a file" in minutes) == (is_offered, False)
        assert "Add a note" in page
        listed = shown(reader, address)
        assert "Level 2 tasking, " in listed
        assert all((f">{verb}<" in listed) is is_offered for verb in ("Withdraw", "Add a file"))
    assert all(name in minutes_on_paper(room) for name in names)


def test_only_the_board_adds_files_and_only_readers_of_the_agenda_see_them(room: Room) -> None:
    connie, address = room.cast.connie, f"/records/{room.meeting.ref}/files"
    file = a_paper(room)
    refused = browser(connie).post(f"{address}/add/", uploaded("a.txt"))
    assert (refused.status_code, ONLY in refused.content.decode()) == (409, True)
    refused = Machine(connie).client.post(f"/api/v1{address}", uploaded("a.txt"))
    assert (refused.status_code, ONLY in refused.json()["detail"]) == (409, True)
    with pytest.raises(Refused, match=ONLY):
        a_paper(room, actor=connie)
    with as_actor(connie), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        copied(file, connie).save()
    assert found(connie, "firearms")["file"] == [file.ref]
    # Everyone can see when a board meets.
    for other in (room.cast.gail, room.cast.olive):
        page = shown(other, room.path)
        assert (file.name in page, "Notes" in page) == (False, False)
        assert browser(other).get(f"{address}/").status_code == 404
        assert "file" not in found(other, "firearms")
        with pytest.raises(Refused, match="no longer see"):
            a_paper(room, actor=other)


def copied(file: File, actor: Actor) -> File:
    """Return a new row like a file, as another officer would add it."""
    return File(
        ref="FIL-2", kind="MTG", record_id=file.record_id, about=file.about, name="a", size=1,
        description="x", sha256=file.sha256, media="x", type_name="x", scan=file.scan,
        stored_as="FIL-2", added_by=actor.officer, unit=actor.unit, added_at=NOW,
    )  # fmt: skip


def test_a_meeting_without_an_agenda_has_no_files(room: Room) -> None:
    meeting = schedule(actor=room.cast.tess, board=room.stage.level_2, at=BEGINS.replace(hour=18))
    site = browser(room.cast.tess)
    page = site.get(f"/meetings/{meeting.ref}/").content.decode()
    assert "Prepare agenda" in page
    assert "Add a file" not in page
    assert site.get(f"/records/{meeting.ref}/files/add/").status_code == 404


def test_agreed_minutes_take_no_more_files_and_name_those_withdrawn(room: Room) -> None:
    tess = room.cast.tess
    file, other = a_paper(room), a_paper(room, "staffing.txt")
    with as_actor(tess):
        queries(room)
        few = queries(room)
    a_paper(room, "map.txt")
    with as_actor(tess):
        assert queries(room) == few
    hold_meeting(actor=tess, meeting=room.meeting)
    correct_file(actor=tess, file=file, description="By month.", because="Clearer.")
    with clock.set_to(planned_meetings(room.stage.level_2).get().at):
        agree_minutes(actor=tess, agenda=room.agenda)
        changes: list[Any] = [
            lambda: a_paper(room, "late.txt"),
            lambda: correct_file(actor=tess, file=file, description="Other.", because="x"),
        ]
        for change in changes:
            with pytest.raises(Refused, match="agreed these minutes"):
                change()
        with as_actor(tess), pytest.raises(IntegrityError, match="agreed"), transaction.atomic():
            File.objects.filter(pk=file.pk).update(description="Other.")
        page = shown(tess, f"/records/{room.meeting.ref}/files/")
        assert ("Add a file" in page, "Correct the desc" in page) == (False, False)
        assert "Withdraw<" in page
        withdraw_file(actor=tess, file=other, because="It names a witness.")
        minutes = shown(tess, f"{room.agenda_path}minutes/")
        assert f"/files/{other.ref}/download/" not in minutes
        for text in (minutes, minutes_on_paper(room)):
            assert "Withdrawn by Tess" in text
            assert "It names a witness." in text
            assert "By month." in text


def queries(room: Room) -> int:
    with CaptureQueriesContext(connection) as taken:
        on_paper(minutes_of(room.agenda))
    return len(taken)


def test_no_file_is_added_while_the_minutes_are_agreed(committed_room: Room) -> None:
    room, tess = committed_room, committed_room.cast.tess
    hold_meeting(actor=tess, meeting=room.meeting)
    then = planned_meetings(room.stage.level_2).get().at
    outcomes = while_it_waits(
        lambda: agree_minutes(actor=tess, agenda=room.agenda), lambda: a_paper(room), at=then
    )
    assert ["agreed these minutes" in one for one in refusals(outcomes)] == [True]


def test_notes_on_an_agenda_are_for_its_readers(room: Room) -> None:
    connie, tess = room.cast.connie, room.cast.tess
    add_note(actor=connie, about=room.agenda, text="I come late.", mention=tess.officer.username)
    for actor, sees in ((tess, 1), (connie, 1), (room.cast.gail, 0), (room.cast.olive, 0)):
        with as_actor(actor):
            assert Note.objects.count() == sees
    assert "I come late." in shown(tess, room.path)
    answer = Machine(tess).get(f"/records/{room.meeting.ref}/notes").json()["items"]
    assert [one["record"] for one in answer] == [room.meeting.ref]
    assert "I come late." in terminal(tess, "notes", "list", room.meeting.ref).output
