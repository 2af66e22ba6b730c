"""Tests for clearing a response."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.return_for_changes import return_for_changes
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_another_than_the_last_author_clears_what_is_complete(room: Room) -> None:
    response = room.complete()
    with as_actor(room.clem):
        assert [one.what for one in waiting_for(room.clem)] == ["Clear the response to"]
    with as_actor(room.cast.pol):
        assert waiting_for(room.cast.pol) == []
    clear(actor=room.clem, response=response, is_read=True)
    assert room.fresh(response).stage == "cleared"
    with as_actor(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == ["Publish the response to"]


def test_each_statement_of_the_tasks_is_sent_once(room: Room) -> None:
    """What a response still needs is read once, and sent ahead with its chain."""
    room.complete()
    with as_actor(room.clem), CaptureQueriesContext(connection) as asked:
        assert [one.what for one in waiting_for(room.clem)] == ["Clear the response to"]
    statements = [query["sql"] for query in asked.captured_queries]
    assert len(statements) == len(set(statements)) > 5


def test_every_objection(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    with pytest.raises(Refused) as refused:
        clear(actor=room.cast.pol, response=response, is_read=False)
    said = " ".join(refused.value.objections)
    for part in (
        "somebody else must clear", "Address the letter", "own comments", "end of 11 March",
        "Answer recommendation 2.", "Read the letter",
    ):  # fmt: skip
        assert part in said
    assert "recommendation 1" not in said
    with pytest.raises(Refused, match="Only the clearer"):
        clear(actor=room.chas, response=response, is_read=True)


def test_the_clearer_returns_it_to_its_authors_who_change_it(room: Room) -> None:
    response = room.complete()
    with pytest.raises(Refused, match="Only the clearer"):
        return_for_changes(
            actor=room.chas, response=response, back_to="authors", because="Say when."
        )
    return_for_changes(actor=room.clem, response=response, back_to="authors", because="Say when.")
    with as_actor(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == ["Change the response to"]
    with as_actor(room.clem):
        assert "Clear the response to" not in [one.what for one in waiting_for(room.clem)]


def test_page_api_and_terminal(room: Room) -> None:
    response = room.complete()
    path = f"/responses/{response.ref}/clear"
    own = browser(room.cast.pol).post(path + "/", {"is_read": "on"})
    assert own.status_code == 409
    assert "somebody else" in own.content.decode()
    assert Machine(room.cast.olive).post(path, is_read=True).status_code == 404
    assert browser(room.clem).post(path + "/", {"is_read": "on"}).status_code == 302
    assert Machine(room.clem).post(path, is_read=True).status_code == 409
    result = terminal(room.clem, "inspections", "clear", response.ref, "--is-read")
    assert result.exit_code == 1
    assert "you cannot do this now" in result.output
