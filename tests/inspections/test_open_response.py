"""Tests for opening a response."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LAST_DAY, LETTER, Room, found, recorded


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
    found(room.cast, room.report, "1", "Liaison should be recorded.")
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
        with as_actor(who):
            assert not Response.objects.exists()
        assert browser(who).get(f"/responses/{response.ref}/").status_code == 404
        assert browser(who).get(f"/responses/{response.ref}/letter.pdf").status_code == 404
        assert Machine(who).get(f"/responses/{response.ref}").status_code == 404
        assert "None that you can see" in browser(who).get("/reports/").content.decode()
        page = browser(who).get(f"/reports/{room.report.ref}/").content.decode()
        assert "no responses that you can see" in page
    assert browser(None).get(f"/responses/{response.ref}/").status_code == 302
    assert Machine(None).get(f"/responses/{response.ref}").status_code == 401


def test_it_waits_to_be_opened_until_it_is(room: Room) -> None:
    with as_actor(room.cast.pol):
        first = waiting_for(room.cast.pol)[0]
    assert (first.what, first.due_on) == ("Open a response to", LAST_DAY)
    room.open()
    with as_actor(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == ["Write the response to"]
        assert waiting_for(room.cast.gail) == []


@pytest.mark.parametrize("is_for_another", [True, False])
def test_a_report_that_asks_nothing_of_the_force_is_not_answered(
    room: Room, is_for_another: bool
) -> None:
    report, pol = recorded(room.cast, room.inspectorate, key="third"), room.cast.pol
    if is_for_another:
        theirs = {"addressed_to": [room.cast.olive.agency]}
        found(room.cast, report, "1", "Liaison should be recorded.", **theirs)
    said = "No finding of this report is addressed to Northshire Police."
    with pytest.raises(Refused, match=said):
        open_response(actor=pol, report=report, force=room.force)
    path = f"/reports/{report.ref}/"
    page = browser(pol).get(path).content.decode()
    assert "open-response" not in page
    assert "record-elsewhere" in page
    answer = Machine(pol).post(f"{path}open-response", force="northshire")
    assert (answer.status_code, said in answer.content.decode()) == (409, True)
    assert 'value="northshire"' not in browser(pol).get(f"{path}open-response/").content.decode()
    ours = found(room.cast, report, "2", "Ours.")
    assert "open-response" in browser(pol).get(path).content.decode()
    withdraw_finding(actor=pol, finding=ours, because="Recorded twice.")
    assert "open-response" not in browser(pol).get(path).content.decode()


def test_page_api_and_terminal(room: Room) -> None:
    pol, path = room.cast.pol, f"/reports/{room.report.ref}/open-response"
    assert browser(pol).post(path + "/", {"force": "northshire"}).status_code == 302
    third = recorded(room.cast, room.inspectorate, key="third")
    found(room.cast, third, "1", "Liaison should be recorded.")
    answer = Machine(pol).post(f"/reports/{third.ref}/open-response", force="northshire")
    assert answer.status_code == 201
    assert answer.json()["due_on"] == date(2021, 4, 14).isoformat()
    other = recorded(room.cast, room.inspectorate, key="other")
    found(room.cast, other, "1", "Liaison should be recorded.", addressed_to=[])
    result = terminal(pol, "inspections", "open-response", other.ref, "--force=northshire")
    assert result.exit_code == 0, result.output
    assert Machine(room.cast.gail).post(path, force="northshire").status_code == 422
    assert Machine(pol).post(path, force="northshire").status_code == 409
