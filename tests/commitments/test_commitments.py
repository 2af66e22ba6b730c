"""Tests for the actions that a published response proposes, until they are done."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.commitments.commands.complete_commitment import complete_commitment
from broadhurst.capabilities.commitments.commands.end_commitment import end_commitment
from broadhurst.capabilities.commitments.commands.move_commitment import move_commitment
from broadhurst.capabilities.commitments.commands.reopen_commitment import reopen_commitment
from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.capabilities.commitments.queries import commitments, waiting_for
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.models import Answer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, make_room
from tests.people import Cast

BY = date(2021, 6, 30)


def proposed(room: Room, owner: Actor, **changes: Any) -> Commitment:
    """Publish a response that proposes an action for the first recommendation."""
    response = room.complete()
    given = {"answer": "action_proposed", "explanation": "We will train every LRO."} | changes
    room.answered(response, room.first, owner=owner.officer, due_on=BY, **given)
    clear(actor=room.clem, response=response, is_read=True)
    publish(actor=room.clem, response=response)
    return now(room)


def now(room: Room) -> Commitment:
    with as_actor(room.cast.pol):
        return commitments().latest("pk")


def corrected(room: Room, **answer: Any) -> None:
    """Publish a correction with another answer to the first recommendation."""
    new = correct_response(actor=room.cast.pol, response=room.response(), because="A slip.")
    room.answered(new, room.first, **answer)
    clear(actor=room.clem, response=new, is_read=True)
    publish(actor=room.clem, response=new)


def test_what_is_proposed_has_an_owner_and_a_date(room: Room) -> None:
    response, pol = room.open(), room.cast.pol
    with pytest.raises(Refused) as refused:
        room.answered(response, room.first, answer="action_proposed")
    assert [one.field for one in refused.value.objections] == ["owner", "due_on"]  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="today or later"):
        room.answered(
            response, room.first, answer="action_proposed", owner=pol.officer,
            due_on=date(2021, 2, 27),
        )  # fmt: skip
    with pytest.raises(Refused, match="Leave it empty"):
        room.answered(response, room.first, owner=pol.officer)
    with as_actor(pol):
        assert not Answer.objects.exists()


def test_publishing_makes_it_a_task_of_its_owner_who_is_let_in(room: Room) -> None:
    gail = room.cast.gail
    with as_actor(gail):
        assert waiting_for(gail) == []
    row = proposed(room, gail)
    assert (row.owner, row.due_on, row.action) == (gail.officer, BY, "We will train every LRO.")
    with as_actor(gail):
        assert [(one.what, one.due_on) for one in waiting_for(gail)] == []
    move_commitment(
        actor=gail, commitment=row, due_on=date(2021, 4, 20), owner=gail.officer, because="Sooner."
    )
    with as_actor(gail):
        [task] = waiting_for(gail)
    assert task.due_on == date(2021, 4, 20)
    assert task.task.startswith("Complete the proposed action for recommendation 1 of “")
    page = browser(gail).get(f"/proposed-actions/{row.ref}/").content.decode()
    assert "Sooner." in page
    public = browser(None).get(f"/published/{row.response}/").content.decode()
    assert "Action is proposed, to be done by 30 June 2021." in public
    assert gail.officer.name not in public


def test_it_is_shown_on_the_finding_and_in_the_next_answer(room: Room) -> None:
    row = proposed(room, room.cast.cora)
    again = found(room.cast, room.report, "9", "Train every LRO.", recurs_from=room.first)
    for path in (f"/findings/{room.first.key}/", f"/responses/{row.response}/"):
        assert row.ref in browser(room.cast.pol).get(path).content.decode()
    new = correct_response(actor=room.cast.pol, response=room.response(), because="A finding.")
    page = browser(room.cast.pol).get(f"/responses/{new.ref}/").content.decode()
    assert page.count(f">{row.ref}<") == 2
    assert again.text in page
    assert (
        row.ref not in browser(room.cast.olive).get(f"/findings/{room.first.key}/").content.decode()
    )


def test_it_is_done_ended_and_opened_again_with_the_reasons_kept(room: Room) -> None:
    pol, cora = room.cast.pol, room.cast.cora
    row = proposed(room, cora)
    with pytest.raises(Refused, match="Only the policing body or the force"):
        end_commitment(actor=cora, commitment=row, because="No.")
    complete_commitment(actor=cora, commitment=row, outcome="All 94 were trained.")
    with pytest.raises(Refused, match="is done, so you cannot"):
        end_commitment(actor=pol, commitment=row, because="No.")
    with pytest.raises(Refused, match="today or later"):
        reopen_commitment(actor=pol, commitment=row, due_on=date(2021, 2, 1), because="Six joined.")
    reopen_commitment(actor=pol, commitment=row, due_on=BY, because="Six more joined.")
    end_commitment(actor=room.chas, commitment=row, because="The course was withdrawn.")
    with as_actor(pol):
        told = [(one.kind, one.because) for one in Change.objects.all()][1:]
    assert told == [
        ("done", "All 94 were trained."),
        ("reopened", "Six more joined."),
        ("ended", "The course was withdrawn."),
    ]


def test_a_move_changes_something_and_names_one_of_ours(room: Room) -> None:
    row, cora = proposed(room, room.cast.cora), room.cast.cora
    given = {"actor": cora, "commitment": row, "because": "Later."}
    with pytest.raises(Refused, match="You have not changed anything"):
        move_commitment(**given, due_on=BY, owner=cora.officer)
    with pytest.raises(Refused, match="of the force or of its policing body"):
        move_commitment(**given, due_on=BY, owner=room.cast.olive.officer)
    with pytest.raises(Refused, match="today or later"):
        move_commitment(**given, due_on=date(2021, 2, 1), owner=cora.officer)


def test_a_correction_states_it_again_or_ends_it(room: Room) -> None:
    row = proposed(room, room.cast.cora)
    corrected(
        room, answer="action_proposed", explanation="We will train every LRO and SIO.",
        owner=room.cast.cora.officer, due_on=BY,
    )  # fmt: skip
    with as_actor(room.cast.pol):
        assert commitments().get(pk=row.pk).action == "We will train every LRO and SIO."


def test_a_correction_that_proposes_nothing_ends_it(room: Room) -> None:
    row = proposed(room, room.cast.cora)
    corrected(room, answer="no_action", explanation="The national course does it.")
    with as_actor(room.cast.pol):
        assert commitments().get(pk=row.pk).outcome == (
            "Version 2 of the response says: no action is taken or proposed."
        )


def test_page_api_and_terminal(room: Room) -> None:
    row, pol, cora = proposed(room, room.cast.cora), room.cast.pol, room.cast.cora
    path = f"/proposed-actions/{row.ref}"
    assert row.ref in browser(cora).get("/proposed-actions/").content.decode()
    assert browser(cora).post(f"{path}/complete/", {"outcome": "Done."}).status_code == 302
    assert Machine(cora).post(f"{path}/complete", outcome="Done.").status_code == 409
    assert (
        Machine(pol).post(f"{path}/reopen", due_on="2021-07-01", because="No.").status_code == 200
    )
    ran = terminal(
        cora, "commitments", "move-commitment", row.ref, "--due-on=2021-08-01", "--because=Late."
    )
    assert ran.exit_code == 0, ran.output
    assert [one["kind"] for one in Machine(pol).get(path).json()["changes"]] == [
        "stated", "done", "reopened", "moved",
    ]  # fmt: skip
    assert row.ref in terminal(pol, "commitments", "list").output
    assert Machine(pol).post(f"{path}/end", because="No use.").json()["stage"] == "ended"
    olive = room.cast.olive
    assert browser(olive).get(f"{path}/").status_code == 404
    assert Machine(olive).post(f"{path}/end", because="No.").status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302


def test_only_readers_of_the_response_see_it_and_its_history_is_kept(room: Room) -> None:
    proposed(room, room.cast.cora)
    with as_actor(room.cast.olive):
        assert not Commitment.objects.exists()
        assert not Change.objects.exists()
    for change in (
        lambda: Change.objects.update(because="x"),
        lambda: Commitment.objects.all().delete(),
    ):
        with as_actor(room.cast.pol), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_closed_once(committed: Cast) -> None:
    room = make_room(committed)
    row = proposed(room, committed.cora)
    outcomes = at_once(
        lambda: complete_commitment(actor=committed.cora, commitment=row, outcome="Done."),
        lambda: end_commitment(actor=committed.pol, commitment=row, because="Not done."),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Commitment", "Refused"]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    row, pol = proposed(room, room.cast.cora), room.cast.pol
    address = f"/proposed-actions/{row.ref}/end/"
    owner = browser(room.cast.cora).get(address)
    assert owner.status_code == 403
    assert "Only the policing body or the force’s chief officer" in owner.content.decode()
    assert browser(pol).get(address).status_code == 200
    end_commitment(actor=pol, commitment=row, because="No use.")
    late = browser(pol).get(address)
    assert late.status_code == 403
    assert "This proposed action is ended, so you cannot do this now." in late.content.decode()
