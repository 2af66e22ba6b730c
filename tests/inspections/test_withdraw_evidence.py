"""Tests for withdrawing evidence."""

import pytest

from broadhurst.capabilities.inspections.commands.withdraw_evidence import withdraw_evidence
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.test_add_evidence import added


@pytest.fixture
def one(room: Room) -> Evidence:
    response = room.invited()
    room.answered(response, room.first)
    return added(room, room.cast.cora, response)


def test_it_leaves_the_letter_and_is_kept(room: Room, one: Evidence) -> None:
    withdraw_evidence(actor=room.cast.pol, evidence=one, because="Overtaken.")
    ref = one.answer.response.ref
    page = browser(room.cast.pol).get(f"/responses/{ref}/letter/").content.decode()
    assert "Active OCGs" not in page
    assert "Withdrawn" in browser(room.cast.pol).get(f"/evidence/{one.ref}/").content.decode()
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_evidence(actor=room.cast.pol, evidence=one, because="Again.")


def test_page_api_and_terminal(room: Room, one: Evidence) -> None:
    cora, path = room.cast.cora, f"/evidence/{one.ref}/withdraw"
    assert Machine(room.cast.olive).post(path, because="x").status_code == 404
    assert browser(None).get(path + "/").status_code == 302
    assert browser(cora).post(path + "/", {"because": "Overtaken."}).status_code == 302
    with as_actor(cora):
        assert Evidence.objects.get(pk=one.pk).withdrawn_at
    second = added(room, cora, one.answer.response)
    assert Machine(cora).post(f"/evidence/{second.ref}/withdraw", because="x").status_code == 200
    third = added(room, cora, one.answer.response)
    result = terminal(cora, "inspections", "withdraw-evidence", third.ref, "--because=Wrong day")
    assert result.exit_code == 0, result.output
