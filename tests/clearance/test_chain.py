"""Tests for the steps of a response's clearance."""

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.clearance.commands.delegate import delegate
from broadhurst.capabilities.clearance.models import Chain, Move, Step
from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.return_for_changes import return_for_changes
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.clearance.conftest import House, make_house
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LETTER, address
from tests.people import Cast


def taken(house: House, response: Response) -> list[str]:
    with as_actor(house.room.cast.pol):
        return [one.kind for one in chain_of(response.ref).steps.all() if one.taken_by_id]


def tasks(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [one.what for one in waiting_for(actor) if one.what.startswith(("Cl", "Ch", "Pu"))]


def sees(actor: Actor) -> bool:
    with as_actor(actor):
        return responses().exists()


def test_a_response_is_published_after_every_step(house: House) -> None:
    response, room = house.complete(), house.room
    order = (room.cast.pol, room.chas, house.lena, house.perry, house.elsa)
    for number, actor in enumerate(order):
        assert response.stage == "drafting"
        assert tasks(actor) == ["Clear the response to"]
        assert not any(tasks(other) for other in order[number + 1 :])
        with pytest.raises(Refused, match="is drafting"):
            publish(actor=room.clem, response=response)
        response = house.clears(actor, response)
    assert (response.stage, response.cleared_by) == ("cleared", house.elsa.officer)
    assert publish(actor=room.clem, response=response).ref == response.ref


def test_those_who_take_the_next_step_are_let_in(house: House) -> None:
    response = house.complete()
    house.clears(house.room.cast.pol, response)
    assert not sees(house.lena)
    house.clears(house.room.chas, response)
    assert sees(house.lena)
    assert "Clear the response to" in browser(house.lena).get("/").content.decode()
    page = browser(house.lena).get(f"/responses/{response.ref}/").content.decode()
    assert "Next step: legal, by the Solicitor." in page


def test_each_refusal_says_who_can_take_the_step(house: House) -> None:
    response, room = house.complete(), house.room
    for actor, who in (
        (room.chas, "Only a policing body officer"),
        (room.cast.pol, None),
        (house.perry, "Only the force’s chief officer or liaison"),
        (room.chas, None),
        (house.elsa, "Only the Solicitor"),
    ):
        if who is None:
            house.clears(actor, response)
            continue
        with pytest.raises(Refused, match=who):
            clear(actor=actor, response=response, is_read=True)


def test_the_last_author_takes_no_step_but_the_first(house: House) -> None:
    response = house.complete()
    house.clears(house.room.cast.pol, response)
    draft(actor=house.room.clem, response=response, body_comments="We commend them all.")
    assert taken(house, response) == ["author"]
    comment(actor=house.room.chas, response=response, comments="We agree, on reflection.")
    with pytest.raises(Refused, match="somebody else must clear"):
        clear(actor=house.room.chas, response=response, is_read=True)


def test_a_change_goes_back_to_the_step_of_the_policy(house: House) -> None:
    response, room = house.complete(), house.room
    for actor in (room.cast.pol, room.chas, house.lena):
        house.clears(actor, response)
    draft(actor=room.cast.pol, response=response, body_comments="Other words.")
    assert taken(house, response) == ["author"]
    assert tasks(room.chas) == ["Clear the response to"]
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "changed the text" in page


def test_it_is_returned_with_a_reason_to_an_earlier_step_or_the_authors(house: House) -> None:
    response, room = house.complete(), house.room
    for actor in (room.cast.pol, room.chas, house.lena):
        house.clears(actor, response)
    with pytest.raises(Refused, match="comes before yours"):
        return_for_changes(actor=house.perry, response=response, back_to="elected", because="No.")
    with pytest.raises(Refused, match="Only the Press officer"):
        return_for_changes(actor=house.lena, response=response, back_to="legal", because="No.")
    return_for_changes(
        actor=house.perry, response=response, back_to="legal", because="Check the second claim."
    )
    assert taken(house, response) == ["author", "chief_officer"]
    house.clears(house.lena, response)
    return_for_changes(
        actor=house.perry, response=response, back_to="authors", because="Add the date."
    )
    assert taken(house, response) == []
    assert tasks(room.cast.pol) == ["Change the response to"]
    assert "Add the date." in browser(room.cast.pol).get(
        f"/responses/{response.ref}/"
    ).content.decode()  # fmt: skip
    draft(actor=room.cast.pol, response=response, body_comments="With the date.")
    assert tasks(room.cast.pol) == ["Clear the response to"]


def test_the_body_takes_the_chief_officers_step_once_the_time_is_over(house: House) -> None:
    with clock.set_to(clock.now().replace(year=2021, month=3, day=1)):
        house.set()
        room = house.room
        response = room.invited()
        for finding in (room.first, room.second):
            room.answered(response, finding)
        address(actor=room.cast.pol, response=response, **LETTER)
        draft(actor=room.cast.pol, response=response, body_comments="We commend the staff.")
        with pytest.raises(Refused, match="Wait for the chief officer"):
            clear(actor=room.cast.pol, response=response, is_read=True)
    with clock.set_to(clock.now().replace(year=2021, month=3, day=12)):
        house.clears(room.cast.pol, response)
        with pytest.raises(Refused, match="somebody else must clear"):
            clear(actor=room.cast.pol, response=response, is_read=True)
        house.clears(room.clem, response, comment="No comments came.")
        assert taken(house, response) == ["author", "chief_officer"]


def test_a_delegate_takes_the_step_for_the_officer_who_is_away(house: House) -> None:
    response, room = house.complete(), house.room
    for actor in (room.cast.pol, room.chas):
        house.clears(actor, response)
    delegate(actor=house.lena, step="legal", taker=house.perry.officer, until_on=clock.today())
    house.clears(house.perry, response)
    with as_actor(room.cast.pol):
        step = Step.objects.get(kind="legal")
        assert (step.taken_by, step.taken_for) == (house.perry.officer, house.lena.officer)
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "Perry Larkspur for Lena Thistlewood" in page


def test_an_open_response_keeps_its_chain_when_the_policy_changes(house: House) -> None:
    response, room = house.room.complete(), house.room
    house.set()
    house.clears(room.clem, response)
    publish(actor=room.clem, response=response)
    new = correct_response(actor=room.cast.pol, response=room.fresh(response), because="A slip.")
    with as_actor(room.cast.pol):
        assert [step.kind for step in chain_of(response.ref).steps.all()] == ["second"]
        assert len(chain_of(new.ref).steps.all()) == 5


def test_the_database_refuses_a_response_that_skips_a_step(house: House) -> None:
    response = house.complete()
    house.clears(house.room.cast.pol, response)
    clem = house.room.clem.officer
    with (
        as_actor(house.room.clem),
        pytest.raises(DatabaseError, match="Every step of clearance"),
        transaction.atomic(),
    ):
        Response.objects.filter(pk=response.pk).update(
            stage="cleared", cleared_by=clem, cleared_at=clock.now()
        )


def test_a_closed_chain_never_changes(house: House) -> None:
    response = house.room.complete()
    house.clears(house.room.clem, response)
    publish(actor=house.room.clem, response=response)
    for change in (
        lambda: Step.objects.update(comment="Other words."),
        lambda: Move.objects.update(comment="Other words."),
        lambda: Step.objects.all().delete(),
        lambda: Chain.objects.update(restart_from=2),
    ):
        with as_actor(house.room.clem), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_page_api_and_terminal(house: House) -> None:
    response, room = house.complete(), house.room
    path = f"/responses/{response.ref}"
    page = browser(room.cast.pol)
    assert page.post(f"{path}/clear/", {"is_read": "on"}).status_code == 302
    assert Machine(room.chas).post(f"{path}/clear", is_read=True).status_code == 200
    assert Machine(room.cast.olive).post(f"{path}/return-for-changes").status_code == 404
    returned = Machine(house.lena).post(
        f"{path}/return-for-changes", back_to="authors", because="Say when."
    )
    assert returned.status_code == 200
    shown = Machine(room.cast.pol).get(path).json()
    assert [one["taken_by"] for one in shown["clearance"]] == [None] * 5
    assert shown["clearance_history"][-1]["comment"] == "Say when."
    assert page.post(f"{path}/clear/", {"is_read": "on"}).status_code == 302
    ran = terminal(
        room.chas, "inspections", "return-for-changes", response.ref,
        "--back-to", "author", "--because", "A word is missing.",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    refused = browser(house.perry).post(
        f"{path}/return-for-changes/", {"back_to": "authors", "because": ""}
    )
    assert "Enter the changes needed" in refused.content.decode()


def test_only_those_who_see_the_response_see_its_chain(house: House) -> None:
    house.complete()
    with as_actor(house.room.cast.olive):
        assert not Chain.objects.exists()
        assert not Step.objects.exists()


def test_one_step_is_taken_once(committed: Cast) -> None:
    house = make_house(committed)
    response = house.complete()
    outcomes = at_once(
        lambda: clear(actor=committed.pol, response=response, is_read=True),
        lambda: clear(actor=house.room.clem, response=response, is_read=True),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Response"]
    assert taken(house, response) == ["author"]
