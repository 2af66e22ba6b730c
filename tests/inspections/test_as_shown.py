"""Tests for the optimistic lock: a form is sent after the record changed."""

import re
from typing import Any

import pytest
from django.test import Client

from broadhurst.capabilities.inspections.commands.answer import AnswerForm, answer
from broadhurst.capabilities.inspections.models import Answer
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.dispatch import AT_THE_SAME_MOMENT
from tests.at_once import while_it_waits
from tests.doors import browser
from tests.inspections.making import make_room
from tests.people import Cast

MINE = {"answer": "no_action", "explanation": "What I wrote for an hour."}


def mark(page: Client, address: str) -> str:
    """Return the version mark in the form of a page."""
    return marked(page.get(address).content.decode())


def marked(html: str) -> str:
    found = re.search(r'name="as_shown" value="(\w+)"', html)
    assert found
    return found[1]


def opened(cast: Cast) -> tuple[Client, str, dict[str, str], dict[str, Any]]:
    """Open the form, and return the client, the address, the answers and the subject."""
    room = make_room(cast)
    response = room.open()
    address = f"/responses/{response.ref}/findings/{room.first.key}/answer/"
    page = browser(cast.pol)
    sent = MINE | {"as_shown": mark(page, address)}
    return page, address, sent, {"actor": cast.pol, "response": response, "finding": room.first}


def standing(committed: Cast) -> list[str]:
    with as_actor(committed.pol):
        return list(Answer.objects.values_list("explanation", flat=True))


def test_what_a_colleague_wrote_since_is_said_and_not_written_over(cast: Cast) -> None:
    page, address, sent, given = opened(cast)
    answer(**given, answer="action_taken", explanation="A colleague’s.")

    told = page.post(address, sent)
    html = told.content.decode()
    assert told.status_code == 409
    assert "“Explanation” is now “A colleague’s.”" in html
    assert "“Answer” is now “Action has been taken”" in html
    assert MINE["explanation"] in html, "nothing that was typed is lost"
    assert standing(cast) == ["A colleague’s."]

    assert page.post(address, MINE | {"as_shown": marked(html)}).status_code == 302
    assert standing(cast) == [MINE["explanation"]]


def test_who_wrote_what_stands_now_is_not_stopped(cast: Cast) -> None:
    page, address, sent, given = opened(cast)
    answer(**given, **MINE)
    assert page.post(address, sent).status_code == 302


def test_it_is_judged_behind_the_lock(committed: Cast) -> None:
    """A colleague commits while this request waits.

    Without the lock their text would be lost.
    """
    page, address, sent, given = opened(committed)
    _, told = while_it_waits(
        lambda: answer(**given, answer="action_taken", explanation="A colleague’s."),
        lambda: page.post(address, sent),
    )
    assert told.status_code == 409
    assert standing(committed) == ["A colleague’s."]


def test_of_two_in_each_others_way_one_is_told_so_and_it_is_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undone(*_args: object) -> None:
        send("DO $$ BEGIN RAISE deadlock_detected; END $$").rows()

    page, address, sent, _ = opened(cast)
    monkeypatch.setattr(AnswerForm, "lock_subject", undone)
    told = page.post(address, sent)
    assert told.status_code == 409
    assert AT_THE_SAME_MOMENT in told.content.decode()
    with as_actor(cast.pol):
        assert Event.objects.filter(verb="command.refused").exists()
