"""Acknowledge a hit on the unit's own side, by its deadline."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.figures import checks_made, hits_acknowledged_in_time
from broadhurst.capabilities.deconfliction.queries.hits import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit, side_of
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def test_each_side_acknowledges_for_itself(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    side = acknowledge(actor=cast.gail, hit=gails)
    assert (side.acknowledged_at, side.acknowledged_by) == (NOW, cast.gail.officer)
    assert side_of(cast.olive).acknowledged_at is None
    with as_actor(cast.gail):
        event = Event.objects.get(verb="hit.acknowledged")
        assert words(event) == f"Gail Fernsby acknowledged hit {gails.ref}."
    with as_actor(cast.olive):
        assert not Event.objects.filter(verb="hit.acknowledged").exists()


def test_the_duty_desk_of_the_unit_may(cast: Cast) -> None:
    _gails, olives = a_hit(cast)
    assert acknowledge(actor=cast.otto, hit=olives).acknowledged_by == cast.otto.officer


def test_once_and_not_by_a_bystander(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    with pytest.raises(Refused, match="already"):
        acknowledge(actor=cast.len, hit=gails)


def test_it_waits_on_both_homes_and_is_shown_as_overdue(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    for actor, side in ((cast.gail, gails), (cast.otto, olives)):
        with as_actor(actor):
            [waits] = [one for one in waiting_for(actor) if one.room == "deconfliction"]
            assert waits.due_on == clock.today() + timedelta(days=1)
            assert side.ref == waits.ref
            assert browser(actor).get(waits.href).status_code == 200
    with clock.set_to(NOW + timedelta(days=3)):
        assert "overdue" in browser(cast.gail).get("/deconfliction/hits/").content.decode()
    acknowledge(actor=cast.gail, hit=gails)
    with as_actor(cast.gail):
        [waits] = waiting_for(cast.gail)
        assert (waits.what, waits.due_on) == ("Record contact about hit", None)
    with as_actor(cast.connie):
        assert waiting_for(cast.connie) == []


def test_late_is_said_and_counted(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    acknowledge(actor=cast.olive, hit=olives)
    with clock.set_to(NOW + timedelta(hours=25)):
        acknowledge(actor=cast.gail, hit=gails)
        with as_actor(cast.gail):
            event = Event.objects.get(verb="hit.acknowledged")
            assert "after its deadline" in words(event)
            figure = hits_acknowledged_in_time(SEEN, None, clock.today())
            assert (figure.value, len(figure.records)) == (0, 1)
        with as_actor(cast.olive):
            assert hits_acknowledged_in_time(SEEN, None, clock.today()).value == 100
        with as_actor(cast.pol):
            assert hits_acknowledged_in_time(SEEN, None, clock.today()).value is None


def test_figures_stand_as_of_the_end_of_a_day(cast: Cast) -> None:
    a_hit(cast)
    day = NOW.date()
    with clock.set_to(NOW + timedelta(days=5)), as_actor(cast.gail):
        assert hits_acknowledged_in_time(SEEN, None, day).value is None, (
            "its time was not up that day"
        )
        assert hits_acknowledged_in_time(SEEN, None, day + timedelta(days=1)).value == 0
        assert hits_acknowledged_in_time(SEEN, day + timedelta(days=1), clock.today()).value is None
        assert checks_made(SEEN, day, day).value == 2, "one as it was added, one asked for"
        assert checks_made(SEEN, None, day - timedelta(days=1)).value == 0
        assert checks_made(SEEN, day + timedelta(days=1), clock.today()).value == 0


def test_every_door_does_the_same(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    page = browser(cast.gail)
    address = f"/deconfliction/hits/{gails.ref}/acknowledge/"
    assert gails.ring in page.get(address).content.decode()
    assert page.post(address).status_code == 302
    assert page.post(address).status_code == 409
    answer = Machine(cast.olive).post(f"/hits/{olives.ref}/acknowledge")
    assert answer.json()["acknowledged_at"]
    refused = terminal(cast.otto, "deconfliction", "acknowledge", olives.ref)
    assert "already" in refused.output


def test_the_page_of_an_acknowledged_hit_says_who_did_and_when_and_shows_no_form(
    cast: Cast,
) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    hit = f"/deconfliction/hits/{gails.ref}/"
    answer = browser(cast.len).get(f"{hit}acknowledge/", follow=True)
    assert answer.redirect_chain == [(hit, 302)]
    shown = answer.content.decode()
    assert "Acknowledged already, by Gail Fernsby on 1 March 2021 at 9:00am." in shown
    assert browser(cast.olive).get(f"{hit}acknowledge/").status_code == 200, "a side for itself"


def test_the_terminal_acknowledges(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    listed = terminal(cast.gail, "deconfliction", "hits").output
    assert f"{gails.ref}  " in listed
    assert "due 2 March 2021 at 9:00am" in listed, "as the desk's list writes it"
    assert terminal(cast.gail, "deconfliction", "acknowledge", gails.ref).exit_code == 0
    assert side_of(cast.gail).acknowledged_at == NOW


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ref = a_hit(cast)[0].ref
    asked = browser(None).get(f"/deconfliction/hits/{ref}/acknowledge/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/hits/{ref}/acknowledge").status_code == 401
