"""Tests for the chief officer's comments."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_they_stand_in_the_letter_and_the_body_may_reply(room: Room) -> None:
    response = room.invited()
    comment(actor=room.chas, response=response, comments="We *agree*.")
    draft(actor=room.cast.pol, response=response, body_comments="Ours.", reply="We thank you.")
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "The chief officer’s comments" in page
    assert "We <em>agree</em>." in page
    assert "We thank you." in page


def test_a_change_takes_a_clearance_away(room: Room) -> None:
    response = room.cleared()
    comment(actor=room.chas, response=response, comments="One more thing.")
    now = room.fresh(response)
    assert (now.stage, now.cleared_by) == ("drafting", None)


def test_every_objection(room: Room) -> None:
    response = room.invited()
    with pytest.raises(Refused, match="Only the chief officer or their inspectorate liaison"):
        comment(actor=room.cast.cora, response=response, comments="Mine.")
    with pytest.raises(Refused, match="Remove “OCG-7K3QF2”"):
        comment(actor=room.chas, response=response, comments="See OCG-7K3QF2.")


def test_comments_come_before_the_date_given(room: Room) -> None:
    """Section 55(4): comments come before a date that the local policing body sets."""
    response, path = room.invited(), "/responses/{}/comment/"
    with clock.set_to(datetime(2021, 3, 11, 22, 0, tzinfo=UTC)):
        comment(actor=room.chas, response=response, comments="On the last day.")
        assert "by the end of 11 March" not in page_of(room, response)
    with clock.set_to(datetime(2021, 3, 12, 8, 0, tzinfo=UTC)):
        refused = browser(room.chas).post(path.format(response.ref), {"comments": "Too late."})
        assert refused.status_code == 409
        assert "Comments were due before 12 March 2021." in refused.content.decode()
        assert (
            Machine(room.chas).post(path.format(response.ref)[:-1], comments="x").status_code == 409
        )
        assert (
            "Comment for the chief officer"
            not in browser(room.chas).get(f"/responses/{response.ref}/").content.decode()
        )
        invite_comments(
            actor=room.cast.pol, response=response, units=[room.chas.unit],
            due_on=date(2021, 3, 20),
        )  # fmt: skip
        comment(actor=room.chas, response=response, comments="Invited again.")


def test_pages_show_until_when_comments_can_come(room: Room) -> None:
    response = room.invited()
    page = page_of(room, response)
    assert "Comments are due before 12 March 2021" in page
    assert "They are due by the end of 11 March 2021." in page
    assert "due in 10 days" in page


def page_of(room: Room, response: Response) -> str:
    return browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()


def test_nothing_is_said_after_publication(room: Room) -> None:
    room.published()
    with pytest.raises(Refused, match="is published"):
        comment(actor=room.chas, response=room.response(), comments="Late.")


def test_page_api_and_terminal(room: Room) -> None:
    response = room.invited()
    path = f"/responses/{response.ref}/comment"
    assert browser(room.chas).post(path + "/", {"comments": "Agreed."}).status_code == 302
    assert "Agreed." in browser(room.chas).get(path + "/").content.decode()
    assert Machine(room.chas).post(path, comments="Agreed again.").status_code == 200
    result = terminal(room.chas, "inspections", "comment", response.ref, "--comments=Yes.")
    assert result.exit_code == 0, result.output
    refused = browser(room.cast.pol).post(path + "/", {"comments": "Not mine to give."})
    assert refused.status_code == 409
    assert "Not mine to give." in refused.content.decode()
    assert Machine(room.cast.olive).post(path, comments="x").status_code == 404


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    response = room.invited()
    address = f"/responses/{response.ref}/comment/"
    refused = browser(room.cast.cora).get(address)
    assert refused.status_code == 403
    assert "Only the chief officer or their inspectorate liaison" in refused.content.decode()
    with clock.set_to(datetime(2021, 3, 11, 22, 0, tzinfo=UTC)):
        assert browser(room.chas).get(address).status_code == 200
    with clock.set_to(datetime(2021, 3, 12, 8, 0, tzinfo=UTC)):
        late = browser(room.chas).get(address)
    assert late.status_code == 403
    assert "Comments were due before 12 March 2021." in late.content.decode()
