"""Tests for inviting the chief officer's comments."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_the_units_see_it_are_told_and_it_waits_for_them(room: Room) -> None:
    response = room.invited()
    assert room.fresh(response).invited_on == date(2021, 3, 1)
    with as_actor(room.chas):
        assert Response.objects.get().comments_due_on == date(2021, 3, 12)
        assert "invited the chief officer's comments" in words(notices_of(room.chas)[0].event)
        waiting = [
            one for one in waiting_for(room.chas) if one.what == "Comment on the response to"
        ]
        assert waiting[0].due_on == date(2021, 3, 11)
    with as_actor(room.cast.gail):
        assert not Response.objects.exists()


def test_a_second_invitation_moves_the_day_and_adds_a_unit(room: Room) -> None:
    response = room.invited()
    invite_comments(
        actor=room.cast.pol, response=response, units=[room.cast.gail.unit],
        due_on=date(2021, 3, 19),
    )  # fmt: skip
    with as_actor(room.cast.gail):
        assert Response.objects.get().comments_due_on == date(2021, 3, 19)


def test_every_objection(room: Room) -> None:
    response = room.invited()

    def ask(who: object, due_on: date) -> None:
        units = [room.chas.unit]
        invite_comments(actor=who, response=response, units=units, due_on=due_on)

    with pytest.raises(Refused, match="tomorrow or later"):
        ask(room.cast.pol, date(2021, 3, 1))
    with pytest.raises(Refused, match="must be published by 14 April 2021"):
        ask(room.cast.pol, date(2021, 4, 15))
    with pytest.raises(Refused, match="Only the policing body"):
        ask(room.chas, date(2021, 3, 12))


def test_a_unit_in_which_nobody_can_comment_is_refused_unless_another_can(room: Room) -> None:
    response, gail = room.open(), room.cast.gail.unit
    page = browser(room.cast.pol).post(
        f"/responses/{response.ref}/invite-comments/",
        {"units": [gail.key], "due_on": "2021-03-12"},
    )
    assert page.status_code == 409
    assert 'href="#id_units' in page.content.decode()
    assert "These units have nobody who can comment." in page.content.decode()
    for units in ([gail, room.chas.unit], [gail]):
        invite_comments(
            actor=room.cast.pol, response=response, units=units, due_on=date(2021, 3, 12)
        )


def test_page_api_and_terminal(room: Room) -> None:
    response, pol = room.open(), room.cast.pol
    path = f"/responses/{response.ref}/invite-comments"
    answers = {"units": ["n-command"], "due_on": "2021-03-12"}
    assert browser(pol).post(path + "/", answers).status_code == 302
    assert Machine(pol).post(path, **answers).json()["comments_due_on"] == "2021-03-12"
    result = terminal(
        pol, "inspections", "invite-comments", response.ref, "--units=n-command",
        "--due-on=2021-03-12",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert Machine(pol).post(path, units=["e-team"], due_on="2021-03-12").status_code == 422
    assert Machine(room.cast.olive).post(path, **answers).status_code == 404
    assert browser(None).get(path + "/").status_code == 302
