"""Tests for recording copies sent to HMICFRS and the Home Secretary."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.waiting import open_responses, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, event_of

TODAY = date(2021, 3, 1)


def test_each_copy_is_recorded_once_and_waits_until_then(room: Room) -> None:
    room.published()
    response = room.response()
    with as_actor(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == [
            "Send HMICFRS the response to",
            "Send the Home Secretary the response to",
        ]
    for to in ("hmicfrs", "home_secretary"):
        record_sending(actor=room.cast.pol, response=response, to=to, sent_on=TODAY)
    assert room.response().sent_to_home_secretary_on == TODAY
    with as_actor(room.cast.pol):
        assert waiting_for(room.cast.pol) == []
    with pytest.raises(Refused, match="date sent, 1 March 2021, is already recorded"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=TODAY)
    with as_actor(room.cast.pol), pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.update(sent_to_hmicfrs_on=None)


def test_what_was_sent_to_both_is_not_looked_at_again(room: Room) -> None:
    room.published()
    response, pol = room.response(), room.cast.pol
    for to in ("hmicfrs", "home_secretary"):
        with as_actor(pol):
            assert list(open_responses()) == [response]
        record_sending(actor=pol, response=response, to=to, sent_on=TODAY)
    with as_actor(pol):
        assert list(open_responses()) == []


def test_a_version_that_is_corrected_is_not_sent(room: Room) -> None:
    room.published()
    newer = correct_response(
        actor=room.cast.pol, response=room.response(), because="A number was wrong."
    )
    with as_actor(room.cast.pol):
        assert list(open_responses()) == [newer]


def test_it_is_offered_on_the_current_version_only(room: Room) -> None:
    first = room.published()
    pol, offer = browser(room.cast.pol), "Record when it was sent"
    after = correct_response(actor=room.cast.pol, response=room.response(), because="A slip.")
    assert offer in pol.get(f"/responses/{first.ref}/").content.decode()
    draft(actor=room.cast.pol, response=after, body_comments="We commend them.")
    clear(actor=room.clem, response=room.fresh(after), is_read=True)
    second = publish(actor=room.clem, response=room.fresh(after))
    assert offer not in pol.get(f"/responses/{first.ref}/").content.decode()
    assert offer in pol.get(f"/responses/{second.ref}/").content.decode()


def test_every_objection(room: Room) -> None:
    response = room.cleared()
    with pytest.raises(Refused, match="you cannot do this now"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=TODAY)
    day = date(2021, 3, 2)
    with pytest.raises(Refused, match="today or earlier"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=day)


def test_it_is_not_sent_before_it_is_published(room: Room) -> None:
    room.published()
    with pytest.raises(Refused, match=r"published on 1 March 2021\. Enter that day or later"):
        record_sending(
            actor=room.cast.pol, response=room.response(), to="hmicfrs", sent_on=date(2021, 2, 28)
        )


def test_a_wrong_date_is_corrected_with_a_reason(room: Room) -> None:
    room.published()
    given = {"actor": room.cast.pol, "response": room.response(), "to": "hmicfrs"}
    with clock.set_to(datetime(2021, 3, 5, 9, tzinfo=UTC)):
        record_sending(**given, sent_on=TODAY)
        with pytest.raises(Refused, match="To correct it, enter a reason"):
            record_sending(**given, sent_on=date(2021, 3, 4))
        record_sending(**given, sent_on=date(2021, 3, 4), because="It went by the later post.")
    assert room.response().sent_to_hmicfrs_on == date(2021, 3, 4)
    said = words(event_of(room.cast.pol, "response.sent"))
    assert "from 1 March 2021 to 4 March 2021. Reason: It went by the later post." in said


def test_page_api_and_terminal(room: Room) -> None:
    room.published()
    response, pol = room.response(), room.cast.pol
    path, answers = f"/responses/{response.ref}/record-sending", {"sent_on": "2021-03-01"}
    assert browser(pol).post(path + "/", answers | {"to": "hmicfrs"}).status_code == 302
    answer = Machine(pol).post(path, **answers | {"to": "home_secretary"})
    assert answer.json()["sent_to_home_secretary_on"] == "2021-03-01"
    result = terminal(
        pol, "inspections", "record-sending", response.ref, "--to=hmicfrs", "--sent-on=2021-03-01"
    )
    assert "is already recorded" in result.output
    assert Machine(room.cast.olive).post(path, **answers | {"to": "hmicfrs"}).status_code == 404
