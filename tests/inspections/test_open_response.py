"""Opening a response."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries import waiting_for
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LAST_DAY, LETTER, Room, recorded


def test_it_is_a_draft_with_the_law_s_last_day(room: Room) -> None:
    response = room.open()
    assert (response.stage, response.last_day) == ("drafting", LAST_DAY)
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "12 of 56" in page
    assert "14 April 2021" in page
    assert "Answer recommendation 1." in page


def test_the_next_letter_begins_as_the_last_was_addressed(room: Room) -> None:
    room.complete()
    room.report = recorded(room.cast, room.inspectorate, key="next", title="Another report")
    response = room.open()
    assert (response.sender, response.subject) == (LETTER["sender"], "Another report")


def test_every_objection(room: Room) -> None:
    given = {"report": room.report, "force": room.force}
    open_response(actor=room.cast.pol, **given)
    with pytest.raises(Refused, match="already"):
        open_response(actor=room.cast.pol, **given)
    with pytest.raises(Refused, match="Only an officer of a local policing body"):
        open_response(actor=room.cast.gail, **given)


def test_the_force_and_others_do_not_see_it_before_they_are_invited(room: Room) -> None:
    response = room.open()
    for who in (room.cast.gail, room.cast.olive, room.chas):
        with seen_as(who):
            assert not Response.objects.exists()
        assert browser(who).get(f"/responses/{response.ref}/").status_code == 404
        assert browser(who).get(f"/responses/{response.ref}/letter.pdf").status_code == 404
        assert Machine(who).get(f"/responses/{response.ref}").status_code == 404
    assert browser(None).get(f"/responses/{response.ref}/").status_code == 302
    assert Machine(None).get(f"/responses/{response.ref}").status_code == 401


def test_it_waits_to_be_opened_until_it_is(room: Room) -> None:
    with seen_as(room.cast.pol):
        first = waiting_for(room.cast.pol)[0]
    assert (first.what, first.due_on) == ("Open a response to", LAST_DAY)
    room.open()
    with seen_as(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == ["Write the response to"]
        assert waiting_for(room.cast.gail) == []


def test_page_api_and_terminal(room: Room) -> None:
    pol, path = room.cast.pol, f"/reports/{room.report.ref}/open-response"
    assert browser(pol).post(path + "/", {"force": "northshire"}).status_code == 302
    third = recorded(room.cast, room.inspectorate, key="third")
    answer = Machine(pol).post(f"/reports/{third.ref}/open-response", force="northshire")
    assert answer.status_code == 201
    assert answer.json()["due_on"] == date(2021, 4, 14).isoformat()
    other = recorded(room.cast, room.inspectorate, key="other")
    result = terminal(pol, "inspections", "open-response", other.ref, "--force=northshire")
    assert result.exit_code == 0, result.output
    assert Machine(room.cast.gail).post(path, force="northshire").status_code == 422
    assert Machine(pol).post(path, force="northshire").status_code == 409
