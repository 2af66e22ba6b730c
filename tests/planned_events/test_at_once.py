"""Two forces plan at once, with real commits: the second finds the first."""

from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.commands.change import change_event
from broadhurst.capabilities.planned_events.commands.go_live import go_live
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.geography.sphere import disc
from tests.at_once import at_once, refusals, while_it_waits
from tests.doors import terminal
from tests.people import Cast
from tests.planned_events.events import TOMORROW, an_event, moved, near_by, planned, two_events


def test_two_forces_that_plan_clashing_events_at_once_both_learn(committed: Cast) -> None:
    first, second = at_once(
        lambda: planned(committed.gail),
        lambda: planned(committed.olive, kind="surveillance", ground=near_by()),
    )
    assert isinstance(first, Check)
    assert isinstance(second, Check)
    assert sorted((first.hit_count, second.hit_count)) == [0, 1], "one was first, one found it"
    for actor in (committed.gail, committed.olive):
        with as_actor(actor):
            assert HitSide.objects.count() == 1
            assert audit.Event.objects.filter(verb="hit.raised").count() == 1


def test_the_second_waits_for_the_first_to_commit(committed: Cast) -> None:
    first, second = while_it_waits(
        lambda: planned(committed.gail),
        lambda: planned(committed.olive, ground=near_by()),
    )
    assert (first.hit_count, second.hit_count) == (0, 1)


def test_two_that_move_towards_each_other_at_once_both_learn(committed: Cast) -> None:
    north = an_event(committed.gail, ground=disc(54, -2, 290))
    south = an_event(committed.olive, ground=disc(52, -2, 290))

    def towards(actor: Actor, event: Event) -> Check:
        return change_event(
            actor=actor, event=event, kind="visit", cover_name="Copper Heron", place="A field",
            ground=disc(53, -2, 290), starts_at=event.starts_at, ends_at=event.ends_at,
            contact="Bronze",
        )  # fmt: skip

    at_once(lambda: towards(committed.gail, north), lambda: towards(committed.olive, south))
    for actor in (committed.gail, committed.olive):
        with as_actor(actor):
            assert HitSide.objects.count() == 1


def test_an_event_that_is_cancelled_and_goes_live_at_once_does_one(committed: Cast) -> None:
    event, _theirs = two_events(committed.gail, committed.olive)
    given = {"override_by": committed.len.officer, "override_reason": "Life is at risk."}
    outcomes = at_once(
        lambda: go_live(actor=committed.gail, event=event, **given),
        lambda: cancel_event(actor=committed.gail, event=event, reason="Rain."),
        at=TOMORROW,
    )
    # Either it is cancelled and cannot go live, or it goes live and is then cancelled.
    assert len(refusals(outcomes)) <= 1
    with clock.set_to(TOMORROW), as_actor(committed.gail):
        assert Event.objects.get(pk=event.pk).state == "cancelled"


def test_the_terminal_does_not_write_back_what_a_colleague_changed_meanwhile(
    committed: Cast,
) -> None:
    """Regression: it read the event before the lock, and undid a colleague's change."""
    event = an_event(committed.gail)
    words = ("deconfliction", "change-event", event.ref, "--contact", "Silver, 0161 496 0002")
    _, ran = while_it_waits(
        lambda: moved(committed.len, event, place="Round the back", is_armed=True),
        lambda: terminal(committed.gail, *words),
    )
    assert ran.exit_code == 0, ran.output
    with as_actor(committed.gail):
        now = Event.objects.get()
    assert (now.place, now.is_armed) == ("Round the back", True)
    assert now.contact == "Silver, 0161 496 0002"
