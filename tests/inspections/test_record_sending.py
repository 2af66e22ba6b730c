"""Sending copies to HMICFRS and the Home Secretary."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries import waiting_for
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room

TODAY = date(2021, 3, 1)


def test_each_copy_is_recorded_once_and_waits_until_then(room: Room) -> None:
    room.published()
    response = room.response()
    with seen_as(room.cast.pol):
        assert [one.what for one in waiting_for(room.cast.pol)] == [
            "Send to HMICFRS",
            "Send to the Home Secretary",
        ]
    for to in ("hmicfrs", "home_secretary"):
        record_sending(actor=room.cast.pol, response=response, to=to, sent_on=TODAY)
    assert room.response().sent_to_home_secretary_on == TODAY
    with seen_as(room.cast.pol):
        assert waiting_for(room.cast.pol) == []
    with pytest.raises(Refused, match="It was sent on 1 March 2021"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=TODAY)
    with seen_as(room.cast.pol), pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.update(sent_to_hmicfrs_on=date(2021, 3, 2))


def test_every_objection(room: Room) -> None:
    response = room.cleared()
    with pytest.raises(Refused, match="too late or too early"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=TODAY)
    day = date(2021, 3, 2)
    with pytest.raises(Refused, match="has not come yet"):
        record_sending(actor=room.cast.pol, response=response, to="hmicfrs", sent_on=day)


def test_it_is_not_sent_before_it_is_published(room: Room) -> None:
    room.published()
    with pytest.raises(Refused, match="before it was published"):
        record_sending(
            actor=room.cast.pol, response=room.response(), to="hmicfrs", sent_on=date(2021, 2, 28)
        )


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
    assert "It was sent on" in result.output
    assert Machine(room.cast.olive).post(path, **answers | {"to": "hmicfrs"}).status_code == 404
