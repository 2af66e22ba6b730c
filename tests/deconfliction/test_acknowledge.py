"""Acknowledge a hit on the unit's own side, by its deadline."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.figures import checks_made, hits_acknowledged_in_time
from broadhurst.capabilities.deconfliction.models import HitSide
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
    assert gails.other_contact in page.get(address).content.decode()
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


def test_several_hits_are_acknowledged_with_a_result_for_each(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    at, page = "/deconfliction/hits/acknowledge/", browser(cast.gail)
    listed = page.get("/deconfliction/hits/").content.decode()
    assert f'formaction="{at}"' in listed
    assert f'name="refs" value="{gails.ref}"' in listed
    refs = [gails.ref, "HIT-ZZZZZZZZZZ"]
    told = page.post(at, {"refs": refs}).content.decode()
    assert "Nothing is changed yet. 1 of 2 will be changed." in told
    assert "with Eastshire Police" in told
    assert "Change answers" not in told, "nothing is asked"
    assert side_of(cast.gail).acknowledged_at is None, "a preview changes nothing"
    done = page.post(at, {"refs": refs, "step": "confirm"}).content.decode()
    assert "1 of 2 changed. 1 refused." in done
    assert "Contact the other side of each hit" in done
    listed = page.get("/deconfliction/hits/").content.decode()
    assert 'name="refs"' not in listed, "no hit waits for it now"
    # A desk names the sides of the units it serves with the unit, as it does for one hit.
    theirs = f"{olives.ref}@{cast.olive.unit.key}"
    as_desk = browser(cast.roz).get("/deconfliction/hits/").content.decode()
    assert "formaction" not in as_desk, "no hit of a unit that it serves"
    machine = Machine(cast.roz)
    [refused] = machine.post("/hits/acknowledge", refs=[theirs]).json()["items"]
    assert refused["objections"] == ["It does not exist, or you cannot see it."]
    [done] = Machine(cast.olive).post("/hits/acknowledge", refs=[olives.ref]).json()["items"]
    assert done == {"ref": olives.ref, "done": True, "objections": []}
    own = f"{gails.ref}@{cast.gail.unit.key}"
    said = terminal(cast.dot, "deconfliction", "acknowledge-hits", own)
    assert said.output == f"{own}  Your unit has acknowledged this hit already.\n"
    assert said.exit_code == 1


def test_someone_without_a_role_for_hits_is_not_offered_to_acknowledge_them(cast: Cast) -> None:
    a_hit(cast)
    for actor in (cast.connie, cast.pol, cast.sid):
        assert "formaction" not in browser(actor).get("/deconfliction/hits/").content.decode()


def test_the_moment_at_which_both_sides_were_told_is_never_changed(cast: Cast) -> None:
    a_hit(cast)
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="does not change"):  # noqa: SIM117
        with transaction.atomic():
            HitSide.objects.update(raised_at=NOW - timedelta(days=1))
