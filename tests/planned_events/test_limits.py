"""Limits on how many events an officer plans, how far they reach and how long."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.rules.planning import EVENTS_AN_HOUR
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.rules import limits
from broadhurst.capabilities.planned_events.rules.limits import EVENTS_A_DAY
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.geography.sphere import area, disc
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import (
    ANSWERS,
    DAY,
    FAR_AWAY,
    HOUR,
    MARKET,
    TOMORROW,
    an_event,
    at,
    moved,
    planned,
)


def test_events_an_hour_planned_and_changed_are_counted_together(cast: Cast) -> None:
    event = an_event(cast.gail)
    for number in range(EVENTS_AN_HOUR - 1):
        moved(cast.gail, event, ground=at(51 + number / 10))
    said = f"limit of {EVENTS_AN_HOUR} in an hour"
    with pytest.raises(Refused, match=said):
        moved(cast.gail, event, ground=FAR_AWAY)
    with pytest.raises(Refused, match="call your duty desk"):
        planned(cast.gail)
    assert planned(cast.len).hit_count == 0, "a colleague may"
    cancel_event(actor=cast.gail, event=event, reason="Cancelling is always allowed.")
    with clock.set_to(NOW + timedelta(minutes=61)):
        assert planned(cast.gail)


def test_events_a_day(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(limits, "EVENTS_A_DAY", 3)
    for _ in range(3):
        planned(cast.gail)
    with clock.set_to(NOW + 2 * HOUR), pytest.raises(Refused, match="limit of 3 in a day"):
        planned(cast.gail)
    assert EVENTS_A_DAY > EVENTS_AN_HOUR


def test_every_door_refuses(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(limits, "EVENTS_AN_HOUR", 1)
    event = an_event(cast.gail)
    said = "You have reached the limit of"
    page = browser(cast.gail).post(f"/deconfliction/events/{event.ref}/change/", ANSWERS)
    assert (page.status_code, said in page.content.decode()) == (409, True)
    machine = Machine(cast.gail).post("/events", **ANSWERS)
    assert (machine.status_code, said in machine.content.decode()) == (409, True)
    options = [f"--{name.replace('_', '-')}={value}" for name, value in ANSWERS.items()]
    assert said in terminal(cast.gail, "deconfliction", "plan-event", *options).output


def test_two_terminals_at_once_do_not_escape_the_count(
    monkeypatch: pytest.MonkeyPatch, committed: Cast
) -> None:
    monkeypatch.setattr(limits, "EVENTS_AN_HOUR", 3)
    first, second = (an_event(committed.gail) for _ in range(2))
    outcomes = at_once(
        lambda: moved(committed.gail, first, ground=FAR_AWAY),
        lambda: moved(committed.gail, second, ground=FAR_AWAY),
        lambda: planned(committed.gail),
    )
    assert len(refusals(outcomes)) == 2, "one was the third"
    with as_actor(committed.gail):
        assert Check.objects.filter(occasion="event").count() == 3


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        (
            {"ground": area([(-2.4, 53.4), (-2.0, 53.4), (-2.0, 53.6), (-2.4, 53.6)])},
            "further than 10 km",
        ),
        (
            {"ground": area([(-2.27, 53.46), (-2.22, 53.46), (-2.22, 53.5), (-2.27, 53.5)]),
             "ends_at": TOMORROW + 4 * DAY},
            "can last up to 3 days",
        ),
        ({"ground": disc(*MARKET, 2001), "ends_at": TOMORROW + 3 * DAY}, "can last up to 3 days"),
        (
            {"ground": disc(*MARKET, 9000), "ends_at": TOMORROW + DAY + HOUR,
             "buffer_minutes": 24 * 60},
            "including buffers",
        ),
    ],
)  # fmt: skip
def test_how_far_and_how_long(cast: Cast, changes: dict[str, Any], objection: str) -> None:
    with pytest.raises(Refused, match=objection):
        planned(cast.gail, **changes)
    event = an_event(cast.gail)
    with pytest.raises(Refused, match=objection):
        moved(cast.gail, event, **changes)


def test_surveillance_of_a_month_is_of_one_place(cast: Cast) -> None:
    assert planned(cast.gail, ground=disc(*MARKET, 2000), ends_at=TOMORROW + 31 * DAY)
    assert planned(
        cast.gail, ground=disc(*MARKET, 10_000), ends_at=TOMORROW + 3 * DAY, buffer_minutes=0
    )


def test_the_database_holds_it_too(cast: Cast) -> None:
    event = an_event(cast.gail)
    for broken in (
        {"radius_m": 10_001},
        {"radius_m": 2_001, "ends_at": TOMORROW + 3 * DAY,
         "expires_at": TOMORROW + 3 * DAY + timedelta(minutes=30)},
    ):  # fmt: skip
        with as_actor(cast.gail), pytest.raises(DatabaseError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**broken)
