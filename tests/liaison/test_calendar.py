"""The warrant of a request is in the calendar of officers who can see it."""

from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.models import Request
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.geography.sphere import Point
from tests.conftest import NOW
from tests.doors import browser, terminal
from tests.people import Cast
from tests.planned_events.events import moved

STARTS = NOW + timedelta(days=3)
MONTH = f"/deconfliction/events/?month={STARTS:%Y-%m}"
PLACE = "SJ 8381 9810"


def ritas_request(cast: Cast) -> Request:
    """Make a request from Rita of the ROCU to Len to execute a warrant.

    The event belongs to Rita's unit.
    """
    return ask(
        actor=cast.rita, ocg=cast.ocg(sio=cast.rita.officer), kind="execute_warrant",
        what="Search the lock-up.", point=Point(53.4794, -2.2453), starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
    )  # fmt: skip


def calendar(actor: Actor) -> str:
    return browser(actor).get(MONTH).content.decode()


def event_of(cast: Cast) -> Event:
    with as_actor(cast.rita):
        return Event.objects.get()


def test_the_lead_of_another_unit_who_is_asked_sees_the_place_and_time(cast: Cast) -> None:
    request = ritas_request(cast)
    shown = calendar(cast.len)
    assert f'href="/requests/{request.ref}/"' in shown
    assert "Warrant, Copper Heron" in shown
    assert PLACE in shown
    listed = terminal(cast.len, "deconfliction", "calendar").output
    assert request.ref in listed
    assert PLACE in listed


def test_the_event_itself_stays_with_its_own_unit(cast: Cast) -> None:
    ritas_request(cast)
    event = event_of(cast)
    assert event.ref not in calendar(cast.len)
    assert browser(cast.len).get(f"/deconfliction/events/{event.ref}/").status_code == 404
    with as_actor(cast.len):
        assert not Event.objects.exists()


def test_the_unit_that_plans_it_sees_its_event_once(cast: Cast) -> None:
    request = ritas_request(cast)
    shown = calendar(cast.rita)
    assert event_of(cast).ref in shown
    assert f"/requests/{request.ref}/" not in shown


def test_an_officer_who_does_not_see_the_request_sees_nothing(cast: Cast) -> None:
    request = ritas_request(cast)
    for actor in (cast.olive, cast.cass):
        shown = calendar(actor)
        assert request.ref not in shown
        assert "Warrant, Copper Heron" not in shown
        assert PLACE not in shown
        assert request.ref not in terminal(actor, "deconfliction", "calendar").output


def test_the_calendar_follows_the_event(cast: Cast) -> None:
    request = ritas_request(cast)
    later: datetime = STARTS + timedelta(days=1)
    moved(cast.rita, event_of(cast), starts_at=later, ends_at=later + timedelta(hours=2))
    assert f"{later.day} {later:%B %Y}" in calendar(cast.len)
    withdraw(actor=cast.rita, lead_request=request, because="Not needed any more.")
    assert request.ref not in calendar(cast.len)
