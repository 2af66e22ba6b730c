"""`cancel_event` notifies the other sides of its hits, and closes the hits."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.figures import hits_acknowledged_in_time
from broadhurst.capabilities.deconfliction.models import Event, Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.hits import waiting_for
from broadhurst.capabilities.duty_desks.commands.escalate import escalate
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.commands.go_live import go_live
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.targets import spoke_about
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import HOUR, TOMORROW, an_event, near_by, side_on, two_events


def told(actor: Actor, verb: str = "hit.event_cancelled") -> list[str]:
    with as_actor(actor):
        return [words(one) for one in audit.Event.objects.filter(verb=verb).order_by("id")]


def agreed(actor: Actor, event: Event) -> HitSide:
    side = spoke_about(actor, side_on(actor, event))
    return record_outcome(actor=actor, hit=side, outcome="joint", reason="Together.")


def test_the_other_side_is_told_and_its_hit_closes_with_what_happened(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.gail, event=mine, reason="The source was wrong.")
    side = side_on(cast.olive, theirs)
    assert (side.outcome, side.closed_at, side.closed_by) == ("one_cancels", NOW, None)
    assert side.reason == "The other side’s event is no longer planned."
    assert side.other_cancelled_at == NOW
    assert told(cast.olive) == [
        f"The other side of hit {side.ref} no longer plans its event. The hit is closed, so there "
        "is nothing left to record."
    ]
    assert told(cast.gail) == [], "her unit is told who cancelled, and why"
    with as_actor(cast.olive):
        assert Hit.objects.get().state == "raised", "the record stays"


def test_the_notice_names_nothing_of_the_event_nor_who_cancelled_it(cast: Cast) -> None:
    mine = an_event(cast.gail)
    theirs = an_event(cast.olive, cover_name="Slate Curlew", place="A yard", ground=near_by())
    cancel_event(actor=cast.gail, event=mine, reason="The source was wrong.")
    shown = browser(cast.olive).get(f"/deconfliction/hits/{side_on(cast.olive, theirs).ref}/")
    page = shown.content.decode()
    assert "Ended or cancelled on" in page
    for said in (*told(cast.olive), page):
        for secret in ("Copper Heron", "market", "Bronze, 0161 496 0001", "Gail", "source", "53.4"):
            assert secret not in said
    with as_actor(cast.olive):
        assert not audit.Event.objects.filter(verb="event.cancelled").exists()


def test_it_blocks_no_going_live_and_waits_for_nobody(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    with as_actor(cast.olive):
        assert waiting_for(cast.olive) == []
    with clock.set_to(TOMORROW):
        assert escalate(actor=cast.system) == 0
        assert go_live(actor=cast.olive, event=theirs).state == "live"


def test_hits_of_other_events_stay_open(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    ritas = an_event(cast.rita)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    with as_actor(cast.olive):
        still = HitSide.objects.filter(event=theirs, closed_at=None)
        assert [side.other_unit for side in still] == [cast.rita.unit]
    with as_actor(cast.rita):
        assert HitSide.objects.filter(event=ritas, closed_at=None).count() == 1
        assert HitSide.objects.filter(event=ritas, other_cancelled_at=NOW).count() == 1


def test_what_the_other_side_recorded_stays_and_it_is_told_all_the_same(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    agreed(cast.olive, theirs)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    side = side_on(cast.olive, theirs)
    assert (side.outcome, side.reason) == ("joint", "Together.")
    assert side.closed_by == cast.olive.officer
    assert side.other_cancelled_at == NOW
    assert len(told(cast.olive)) == 1


def test_of_an_event_that_was_done_nobody_is_told_who_has_recorded(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    agreed(cast.olive, theirs)
    cancel_event(actor=cast.olive, event=theirs, reason="Rain.")
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    assert len(told(cast.gail)) == 1
    assert told(cast.olive) == [], "her event is cancelled, her outcome recorded"


def test_a_desk_that_has_the_hit_is_told_too(cast: Cast) -> None:
    """Gail's unacknowledged hit was escalated to Dot's desk. Then Olive cancels."""
    _mine, theirs = two_events(cast.gail, cast.olive)
    with clock.set_to(NOW + timedelta(minutes=70)):
        escalate(actor=cast.system)
        cancel_event(actor=cast.olive, event=theirs, reason="Rain.")
    assert len(told(cast.dot)) == len(told(cast.gail)) == 1


def test_a_closed_hit_has_no_outcome_left_to_record(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    side = acknowledge(actor=cast.olive, hit=side_on(cast.olive, theirs))
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    with pytest.raises(Refused, match="This hit is closed"):
        record_outcome(actor=cast.olive, hit=side, outcome="joint", reason="Late.")


def test_what_closed_before_its_time_counts_as_neither_in_time_nor_late(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    with clock.set_to(TOMORROW), as_actor(cast.olive):
        figure = hits_acknowledged_in_time(SEEN, None, TOMORROW.date())
    assert (figure.value, figure.records) == (None, ())
    assert side_on(cast.olive, theirs).acknowledged_at is None


@pytest.mark.parametrize("door", ["page", "api", "terminal"])
def test_every_door_tells_the_other_side(cast: Cast, door: str) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    if door == "page":
        browser(cast.gail).post(f"/deconfliction/events/{mine.ref}/cancel/", {"reason": "Rain."})
    elif door == "api":
        Machine(cast.gail).post(f"/events/{mine.ref}/cancel", reason="Rain.")
    else:
        terminal(cast.gail, "deconfliction", "cancel-event", mine.ref, "--reason", "Rain.")
    side = side_on(cast.olive, theirs)
    seen = Machine(cast.olive).get(f"/hits/{side.ref}").json()
    assert (seen["outcome"], bool(seen["other_cancelled_at"])) == ("one_cancels", True)


def test_two_that_cancel_at_once_close_the_hit_once(committed: Cast) -> None:
    mine, theirs = two_events(committed.gail, committed.olive)
    outcomes = at_once(
        lambda: cancel_event(actor=committed.gail, event=mine, reason="Rain."),
        lambda: cancel_event(actor=committed.olive, event=theirs, reason="Snow."),
    )
    assert refusals(outcomes) == []
    both = {side_on(committed.gail, mine).reason, side_on(committed.olive, theirs).reason}
    assert "The other side’s event is no longer planned." in both
    assert len(both & {"Rain.", "Snow."}) == 1, "whoever was first closed it"


def test_an_outcome_that_is_recorded_meanwhile_stays(committed: Cast) -> None:
    mine, theirs = two_events(committed.gail, committed.olive)
    side = spoke_about(committed.olive, side_on(committed.olive, theirs))
    while_it_waits(
        lambda: record_outcome(
            actor=committed.olive, hit=side, outcome="joint", reason="Together."
        ),
        lambda: cancel_event(actor=committed.gail, event=mine, reason="Rain."),
    )
    now = side_on(committed.olive, theirs)
    assert (now.outcome, now.reason) == ("joint", "Together.")
    assert len(told(committed.olive)) == 1


def test_escalating_and_cancelling_at_once_both_get_there(committed: Cast) -> None:
    """Both lock the sides in the same order, so they cannot deadlock."""
    events = [
        (an_event(committed.gail), an_event(committed.olive, ground=near_by())) for _ in range(3)
    ]
    outcomes = at_once(
        lambda: escalate(actor=committed.system),
        lambda: cancel_event(actor=committed.gail, event=events[0][0], reason="Rain."),
        lambda: cancel_event(actor=committed.olive, event=events[2][1], reason="Rain."),
        at=NOW + 2 * HOUR,
    )
    assert refusals(outcomes) == []
    assert None not in outcomes, "each ended, none was undone"
