"""An unacknowledged hit goes to the duty desk, and then to the superior."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import sides, waiting_for
from broadhurst.capabilities.duty_desks.commands.escalate import escalate
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit, side_of
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review, on_duty
from tests.people import Cast

DUE = NOW + timedelta(hours=24)
LATER_STILL = DUE + timedelta(hours=4)


def told(actor: Actor) -> list[str]:
    """Return the escalations that an actor was told of, as a task or as a notification."""
    with as_actor(actor):
        told_of = Event.objects.filter(notifications__principal__in=actor.principals)
        return [words(one) for one in told_of.filter(verb="hit.escalated").distinct()]


def test_nothing_moves_before_its_time(cast: Cast) -> None:
    a_hit(cast)
    with clock.set_to(DUE - timedelta(seconds=1)):
        assert escalate(actor=cast.system) == 0
    assert told(cast.dot) == []


def test_past_its_time_the_duty_desk_is_told_once(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    acknowledge(actor=cast.olive, hit=olives)
    with clock.set_to(DUE):
        assert escalate(actor=cast.system) == 1
        assert escalate(actor=cast.system) == 0, "it is run every few minutes"
        side = side_of(cast.gail)
        assert (side.level, side.escalated_at) == (HitSide.Level.DESK, DUE)
        for actor in (cast.gail, cast.dot):
            [said] = told(actor)
            assert "now with Northshire deconfliction desk" in said
            assert f"contact the other side: {cast.olive.unit.duty_contact}." in said
            assert f"Contact for {cast.gail.unit}: {cast.gail.unit.duty_contact}." in said
        assert told(cast.roz) == told(cast.otto) == []
        with as_actor(cast.dot):
            [waits] = waiting_for(cast.dot)
            assert waits.what == "Acknowledge hit"
        assert browser(cast.dot).get(waits.href).status_code == 200
        acknowledge(actor=cast.dot, hit=gails)
        assert side_of(cast.gail).acknowledged_by == cast.dot.officer
    with clock.set_to(LATER_STILL):
        assert escalate(actor=cast.system) == 0, "it is answered"


def test_then_the_superior_of_the_rota_is_told_and_may_answer(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    acknowledge(actor=cast.olive, hit=olives)
    on_duty(cast, cast.gail.unit, DUE, 12)
    with clock.set_to(DUE):
        escalate(actor=cast.system)
        with as_actor(cast.mo):
            assert not sides().exists()
    with clock.set_to(LATER_STILL):
        assert escalate(actor=cast.system) == 1
        assert "now with Mo Tealeaf" in told(cast.mo)[0]
        assert ": Night duty inspector, 0161 496 0777." in told(cast.mo)[0]
        assert len(told(cast.dot)) == 2
        with as_actor(cast.mo):
            [waits] = waiting_for(cast.mo)
        assert browser(cast.mo).get(waits.href).status_code == 200
        assert acknowledge(actor=cast.mo, hit=gails).acknowledged_by == cast.mo.officer


def test_nobody_is_told_to_ring_themselves(cast: Cast) -> None:
    """The contact is who is on duty there now, not when the hit was raised."""
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    on_duty(cast, cast.gail.unit, DUE, 12)
    with clock.set_to(DUE):
        escalate(actor=cast.system)
        [said] = told(cast.olive)
    assert "contact the other side: Night duty inspector, 0161 496 0777." in said
    assert f"contact the other side: {cast.olive.unit.duty_contact}" not in said


def test_without_a_desk_it_goes_straight_on_and_says_that_nobody_is_above(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    with clock.set_to(DUE):
        assert escalate(actor=cast.system) == 1
        [said] = told(cast.olive)
        assert "no rota names a superior" in said
        assert side_of(cast.olive).level == HitSide.Level.SUPERIOR


def test_the_desks_own_rota_names_the_superior_where_the_units_does_not(cast: Cast) -> None:
    _gails, olives = a_hit(cast)
    acknowledge(actor=cast.olive, hit=olives)
    on_duty(cast, cast.dot.unit, DUE, 12)
    with clock.set_to(LATER_STILL):
        escalate(actor=cast.system)
        assert side_of(cast.gail).superior == cast.mo.officer


def test_what_only_desks_see_is_not_late(cast: Cast) -> None:
    in_review(cast)
    with clock.set_to(LATER_STILL):
        assert escalate(actor=cast.system) == 0


def test_only_the_system_or_an_administrator(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrator"):
        escalate(actor=cast.dot)
    a_hit(cast)
    with clock.set_to(DUE):
        assert "Only an administrator" in terminal(cast.gail, "deconfliction", "escalate").output
        done = terminal(cast.system, "deconfliction", "escalate")
        assert done.output == "2 hits moved up.\n"
        with as_actor(cast.system):
            assert Event.objects.get(verb="hits.escalated").detail["count"] == "2"
    missing = Machine(cast.system, may_miss=True).post("/escalate")
    assert missing.status_code == 404, "it has no page and no address"


def test_one_that_is_being_acknowledged_is_waited_for_and_left(committed: Cast) -> None:
    _gails, olives = a_hit(committed)
    acknowledge(actor=committed.olive, hit=olives)
    gails = side_of(committed.gail)
    _acknowledged, moved = while_it_waits(
        lambda: acknowledge(actor=committed.gail, hit=gails),
        lambda: escalate(actor=committed.system),
        at=DUE,
    )
    assert moved == 0
    side = side_of(committed.gail)
    assert (side.level, side.acknowledged_at) == (HitSide.Level.UNIT, DUE)


def test_one_that_is_being_escalated_may_still_be_acknowledged(committed: Cast) -> None:
    gails, olives = a_hit(committed)
    acknowledge(actor=committed.olive, hit=olives)
    moved, acknowledged = while_it_waits(
        lambda: escalate(actor=committed.system),
        lambda: acknowledge(actor=committed.gail, hit=gails),
        at=DUE,
    )
    assert (moved, acknowledged.acknowledged_at) == (1, DUE)
    side = side_of(committed.gail)
    assert (side.level, side.acknowledged_at) == (HitSide.Level.DESK, DUE), "neither is lost"


def test_two_jobs_at_once_tell_once(committed: Cast) -> None:
    a_hit(committed)
    outcomes = at_once(*[lambda: escalate(actor=committed.system)] * 2, at=DUE)
    assert sorted(outcomes) == [0, 2]
    assert refusals(outcomes) == []
    with clock.set_to(DUE):
        assert len(told(committed.dot)) == 1
