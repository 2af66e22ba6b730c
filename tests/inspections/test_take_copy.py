"""Tests for copies of the letter. Each download is recorded as a disclosure."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from broadhurst.capabilities.inspections.commands.take_copy import take_copy
from broadhurst.capabilities.inspections.commands.withdraw_response import withdraw_response
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_elsewhere import kept, old


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_draft_is_marked_and_says_that_it_is_one(room: Room) -> None:
    response = room.complete()
    answer = browser(room.cast.pol).get(f"/responses/{response.ref}/letter.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    assert "DRAFT" in text
    assert "OFFICIAL-SENSITIVE" in text
    with as_actor(room.cast.pol):
        event = Event.objects.get(verb="record.downloaded")
    assert (event.kind, event.subject) == ("disclosure", response.ref)
    assert event.detail == {"format": "PDF"}


def test_the_published_letter_is_the_same_bytes_for_all(room: Room) -> None:
    one = room.published()
    for form in ("pdf", "docx"):
        ours = browser(room.cast.pol).get(f"/responses/{one.ref}/letter.{form}")
        anyones = browser(None).get(f"/published/{one.ref}/letter.{form}")
        assert ours.content == anyones.content
    assert "DRAFT" not in text_of(bytes(one.pdf))
    assert "OFFICIAL-SENSITIVE" not in text_of(bytes(one.pdf))


def test_the_terminal_writes_a_file(room: Room, tmp_path: Path) -> None:
    response, path = room.complete(), tmp_path / "letter.docx"
    result = terminal(room.cast.pol, "inspections", "letter", response.ref, "docx", str(path))
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"PK")


def test_the_api_gives_the_same_bytes_and_refuses_in_words(room: Room) -> None:
    one = room.published()
    machine = Machine(room.cast.pol)
    for form in ("pdf", "docx"):
        ours = browser(room.cast.pol).get(f"/responses/{one.ref}/letter.{form}")
        assert machine.get(f"/responses/{one.ref}/letter.{form}").content == ours.content
    assert machine.get(f"/responses/{one.ref}/letter.exe").status_code == 404
    with as_actor(room.cast.pol):
        assert Event.objects.filter(verb="record.downloaded").count() == 4


@pytest.mark.parametrize("form", ["pdf", "docx", "exe"])
def test_who_may_not_see_it_takes_no_copy(room: Room, form: str) -> None:
    response = room.complete()
    path = f"/responses/{response.ref}/letter.{form}"
    assert browser(room.cast.olive).get(path).status_code == 404
    assert browser(None).get(path).status_code == 302
    assert Machine(room.cast.olive).get(path).status_code == 404
    assert Machine(None).get(path).status_code == 401
    assert browser(None).get(f"/published/{response.ref}/letter.{form}").status_code == 404


def test_a_draft_that_no_font_can_show_is_refused_in_words(room: Room) -> None:
    response = room.complete()
    room.answered(response, room.first, explanation="Done \U0001f9ff.")
    with pytest.raises(Refused, match="cannot show these characters"):
        take_copy(actor=room.cast.pol, response=response, form="pdf")
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter.pdf")
    assert page.status_code == 409
    assert "cannot show these characters" in page.content.decode()
    refused = Machine(room.cast.pol).get(f"/responses/{response.ref}/letter.pdf")
    assert refused.status_code == 409
    assert "cannot show these characters" in refused.json()["detail"]


def test_there_is_no_copy_of_a_letter_that_is_not_written_here(room: Room, tmp_path: Path) -> None:
    response, pol = room.complete(), room.cast.pol
    withdraw_response(actor=pol, response=response, because="Opened by mistake.")
    page, path = browser(pol), f"/responses/{response.ref}/letter"
    assert "Download as PDF" not in page.get(f"{path}/").content.decode()
    assert page.get(f"{path}.pdf").status_code == 409
    said = Machine(pol).get(f"{path}.pdf")
    assert (said.status_code, "was withdrawn" in said.json()["detail"]) == (409, True)
    elsewhere = kept(room, old(room))
    file = str(tmp_path / "letter.pdf")
    result = terminal(pol, "inspections", "letter", elsewhere.ref, "pdf", file)
    assert (result.exit_code, "published elsewhere" in result.output) == (1, True)
