"""Tests for answering a finding."""

import pytest

from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.models import Answer
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import TEXT_1, Room, found, recorded


def test_the_finding_is_quoted_and_its_answer_stands_below(room: Room) -> None:
    response = room.open()
    room.answered(response, room.first, answer="no_action", explanation="It is done already.")
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/").content.decode()
    assert f"<blockquote>\n<p>{TEXT_1}</p>" in page
    assert "No action is taken or proposed." in page
    assert "It is done already." in page


def test_an_answer_is_given_anew_in_its_place(room: Room) -> None:
    response = room.open()
    room.answered(response, room.first)
    room.answered(response, room.first, answer="no_action", explanation="By May.")
    with as_actor(room.cast.pol):
        assert Answer.objects.get().explanation == "By May."


def test_the_force_answers_too_once_it_is_invited(room: Room) -> None:
    response = room.invited()
    answer(
        actor=room.cast.cora, response=response, finding=room.first, answer="action_taken",
        explanation="Both act on one plan.",
    )  # fmt: skip
    assert room.fresh(response).last_edited_by == room.cast.cora.officer


def test_every_objection(room: Room) -> None:
    response, cast = room.invited(), room.cast
    cast.ocg(name="Copper Heron")

    def say(who: object, explanation: str, finding: object = None) -> None:
        answer(
            actor=who, response=response, finding=finding or room.first, answer="action_taken",
            explanation=explanation,
        )  # fmt: skip

    with pytest.raises(Refused, match="Explain the answer"):
        say(cast.pol, "  ")
    with pytest.raises(Refused, match="Remove “copper heron”"):
        say(cast.cora, "The copper heron case shows it.")
    with pytest.raises(Refused, match="Remove “BID-7K3QF2”"):
        say(cast.pol, "As BID-7K3QF2 shows.")
    other = found(cast, recorded(cast, room.inspectorate, key="o"), "9", "Elsewhere.")
    with pytest.raises(Refused, match="does not need to answer that finding"):
        say(cast.pol, "We do.", other)
    far = found(cast, room.report, "3", "Elsewhere.", addressed_to=[cast.olive.agency])
    with pytest.raises(Refused, match="does not need to answer that finding"):
        say(cast.pol, "We do.", far)


def test_page_api_and_terminal(room: Room) -> None:
    response, pol = room.open(), room.cast.pol
    path = f"/responses/{response.ref}/findings/{room.first.key}/answer"
    answers = {"answer": "action_taken", "explanation": "Both act on one plan."}
    assert TEXT_1 in browser(pol).get(path + "/").content.decode()
    assert browser(pol).post(path + "/", answers).status_code == 302
    assert Machine(pol).post(path, **answers).json()["finding"] == room.first.key
    result = terminal(
        pol, "inspections", "answer", response.ref, room.second.key, "--answer=action_taken",
        "--explanation=Appointed in 2019.",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert browser(pol).post(path + "/", answers | {"explanation": ""}).status_code == 422
    assert Machine(room.cast.olive).post(path, **answers).status_code == 404
    assert browser(None).get(path + "/").status_code == 302
