"""Tests for the policing body's own comments."""

import pytest

from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_they_are_markdown_and_run_nothing(room: Room) -> None:
    response = room.open()
    draft(
        actor=room.cast.pol, response=response,
        body_comments="We **commend** the staff. <script>alert(1)</script>\n\n<!-- and so on",
    )  # fmt: skip
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "We <strong>commend</strong> the staff." in page
    assert "<script>alert" not in page
    assert "Yours sincerely" in page


def test_every_objection(room: Room) -> None:
    response = room.invited()
    with pytest.raises(Refused, match="Only the policing body"):
        draft(actor=room.cast.cora, response=response, body_comments="Mine.")
    with pytest.raises(Refused, match="SECRET"):
        draft(actor=room.cast.pol, response=response, body_comments="This is SECRET.")


def test_page_api_and_terminal(room: Room) -> None:
    response, pol = room.open(), room.cast.pol
    path, answers = f"/responses/{response.ref}/draft", {"body_comments": "We agree."}
    assert browser(pol).post(path + "/", answers).status_code == 302
    assert "We agree." in browser(pol).get(path + "/").content.decode()
    assert Machine(pol).post(path, **answers).status_code == 200
    result = terminal(pol, "inspections", "draft", response.ref, "--body-comments=Agreed.")
    assert result.exit_code == 0, result.output
    assert Machine(room.cast.olive).post(path, **answers).status_code == 404
    assert browser(None).get(path + "/").status_code == 302
