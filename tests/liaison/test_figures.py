"""Figures of liaison, at any date."""

from datetime import UTC, date, datetime, timedelta

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.figures.channels import open_channel
from broadhurst.capabilities.liaison.figures.contact import days_since_contact, met_in_time
from broadhurst.capabilities.liaison.figures.requests import (
    answered_in_time,
    hours_to_answer,
    hours_to_answer_90,
)
from broadhurst.capabilities.register.writes.begin_lead import end_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.conftest import NOW
from tests.liaison.story import asked
from tests.people import Cast

DAYS = {day: date(2021, 3, day) for day in range(1, 32)}


def at(day: int) -> datetime:
    return datetime(2021, 3, day, 9, 0, tzinfo=UTC)


def test_answers_in_time_are_a_share_of_those_due_or_given(cast: Cast) -> None:
    ocg = cast.ocg()
    first, late, silent, gone = (asked(cast, ocg) for _ in range(4))  # answers due on 3 March
    with clock.set_to(at(2)):
        accept(actor=cast.len, lead_request=first)
        withdraw(actor=cast.gail, lead_request=gone, because="Asked twice.")
    with clock.set_to(at(5)):
        refuse(actor=cast.len, lead_request=late, reason="Too late.")
    with clock.set_to(at(9)):
        asked(cast, ocg)
        with as_actor(cast.gail):
            shares = {day: answered_in_time(SEEN, None, DAYS[day]).value for day in (1, 2, 3, 9)}
            assert shares == {1: None, 2: 100, 3: 33, 9: 33}
            figure = answered_in_time(SEEN, None, DAYS[9])
            assert answered_in_time(SEEN, DAYS[4], DAYS[9]).value is None
    assert figure.in_words == "33 per cent of 3 requests"
    assert {record.ref: record.text for record in figure.records} == {
        first.ref: "Execute a warrant: answered in time",
        late.ref: "Execute a warrant: answered late",
        silent.ref: "Execute a warrant: not answered",
    }


def test_contact_is_the_median_over_pairs(cast: Cast) -> None:
    met, never = cast.ocg(), cast.ocg(name="Iron Lapwing")
    with clock.set_to(at(11)):
        record_meeting(actor=cast.gail, ocg=met, met_on=DAYS[9])
    with clock.set_to(at(15)), as_actor(cast.gail):
        figure = days_since_contact(SEEN, None, DAYS[13])
        assert (figure.value, figure.unit) == ((4 + 12) / 2, "days")
        assert [record.text for record in figure.records] == [
            "Iron Lapwing: 12 days, not met yet",
            "Copper Heron: 4 days",
        ]
        assert [record.ref for record in figure.records] == [never.ref, met.ref]
        assert days_since_contact(SEEN, None, DAYS[10]).value == 9, "not recorded yet on that day"
    with as_actor(cast.olive):
        assert days_since_contact(SEEN, None, DAYS[1]).value is None


def test_pairs_who_met_within_the_rhythm_are_a_share(cast: Cast) -> None:
    cast.ocg(name="Iron Lapwing")
    with clock.set_to(at(15)):
        record_meeting(actor=cast.gail, ocg=cast.ocg(), met_on=DAYS[15])
    with clock.set_to(at(1) + timedelta(days=35)), as_actor(cast.gail):
        assert met_in_time(SEEN, None, DAYS[15]).in_words == "2 of 2 OCGs"
        assert met_in_time(SEEN, None, DAYS[1] + timedelta(days=28)).in_words == "2 of 2 OCGs"
        assert met_in_time(SEEN, None, DAYS[1] + timedelta(days=29)).in_words == "1 of 2 OCGs"


def test_hours_to_answer_are_a_median_and_what_nine_of_ten_kept(cast: Cast) -> None:
    ocg = cast.ocg()
    for hours in range(1, 11):
        request = asked(cast, ocg)
        with clock.set_to(NOW + timedelta(hours=hours)):
            accept(actor=cast.len, lead_request=request)
    with clock.set_to(at(9)), as_actor(cast.gail):
        assert hours_to_answer(SEEN, None, DAYS[8]).value == 5.5
        assert hours_to_answer_90(SEEN, None, DAYS[8]).value == 9
        assert hours_to_answer_90(SEEN, DAYS[5], DAYS[8]).value is None


def test_a_channel_is_open_while_they_met_asked_or_were_named_within_the_rhythm(
    cast: Cast,
) -> None:
    quiet, busy = cast.ocg(name="Iron Lapwing"), cast.ocg()
    with as_actor(cast.gail):
        end_lead(cast.ocg(name="Tin Plover"), "sio")
    with clock.set_to(at(20)):
        asked(cast, busy)
    later = at(1) + timedelta(days=40)
    with clock.set_to(later), as_actor(cast.gail):
        figure = open_channel(SEEN, None, later.date())
        assert figure.in_words == "1 of 3 OCGs"
        said = {record.ref: record.text for record in figure.records}
        assert said[quiet.ref] == "Iron Lapwing: 40 days since they met, asked or were named"
        assert "Tin Plover: no SIO named" in said.values()
        assert open_channel(SEEN, None, DAYS[28]).in_words == "2 of 3 OCGs"
    with as_actor(cast.olive):
        assert open_channel(SEEN, None, DAYS[1]).behind == 0
