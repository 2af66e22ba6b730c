"""An officer's own event cannot be used to find another unit's event.

The other unit is notified of each move, and no receipt says more than that.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.deconfliction.rules.planning import STANDS
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.geography.sphere import area, disc
from tests.conftest import NOW
from tests.deconfliction.targets import spoke_about
from tests.doors import Machine, browser, terminal
from tests.lengths import examples
from tests.people import Cast
from tests.planned_events.events import (
    ANSWERS,
    FAR_AWAY,
    HOUR,
    MARKET,
    TOMORROW,
    moved,
    near_by,
    side_on,
    told,
    two_events,
)


def settled(actor: Actor, event: Event) -> None:
    with as_actor(actor):
        sides = list(HitSide.objects.select_related("hit", "unit").filter(
            event=event, closed_at=None
        ))  # fmt: skip
    for side in sides:
        seen = spoke_about(actor, side)
        record_outcome(actor=actor, hit=seen, outcome="proceed_both", reason="Agreed.")


def test_the_other_side_is_told_once_that_it_was_moved_and_nothing_new(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    moved(cast.gail, mine, ground=disc(*MARKET, 400))
    side = side_on(cast.olive, theirs)
    assert side.other_changed_at == NOW
    assert told(cast.olive) == [
        f"The other unit in hit {side.ref} changed the place or time of its event. Contact "
        f"{side.other_contact} before you rely on what you agreed."
    ]
    assert told(cast.gail) == []
    for secret in ("Heron", "market", "Bronze", "Gail", "warrant", "53.4"):
        assert secret not in told(cast.olive)[0]
    page = browser(cast.olive).get(f"/deconfliction/hits/{side.ref}/").content.decode()
    assert "Place or time changed on" in page
    assert Machine(cast.olive).get(f"/hits/{side.ref}").json()["other_changed_at"]


def test_whether_an_open_hit_would_still_be_one_is_told_to_neither(cast: Cast) -> None:
    """The receipt and notification are the same, whether it still overlaps or not."""
    mine, theirs = two_events(cast.gail, cast.olive)
    onto = moved(cast.gail, mine, ground=near_by(10))
    away = moved(cast.gail, mine, ground=FAR_AWAY)
    assert onto.hit_count == away.hit_count == 1
    first, second = told(cast.olive)
    assert first == second
    with as_actor(cast.olive):
        assert HitSide.objects.filter(event=theirs).count() == 1


def test_words_alone_move_nothing_and_nobody_is_told(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    made = moved(cast.gail, mine, cover_name="Slate Curlew", contact="Silver", is_armed=True)
    assert (made.hit_count, made.entries) == (1, 0)
    assert told(cast.olive) == []
    assert side_on(cast.olive, theirs).other_changed_at is None


def test_words_alone_ask_nothing_again_that_was_settled(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    settled(cast.gail, mine)
    assert moved(cast.gail, mine, cover_name="Slate Curlew").hit_count == 0
    assert side_on(cast.olive, theirs).closed_at is None


@pytest.mark.parametrize(
    "changes",
    [
        {"ground": disc(*MARKET, 289)},
        {"ground": disc(53.4795, MARKET[1], 290)},
        {"ground": area([(-2.25, 53.47), (-2.24, 53.47), (-2.24, 53.48)])},
        {"starts_at": TOMORROW + timedelta(minutes=1)},
        {"ends_at": TOMORROW + HOUR},
        {"buffer_minutes": 29},
    ],
)
def test_each_way_to_move_it_is_told(cast: Cast, changes: dict[str, Any]) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    moved(cast.gail, mine, **changes)
    assert len(told(cast.olive)) == 1


def test_after_its_outcome_both_know_the_same(cast: Cast) -> None:
    """A new overlap is a new hit for both.

    Without one, the mover gets an answer and the other a notification.
    """
    mine, theirs = two_events(cast.gail, cast.olive)
    settled(cast.gail, mine)
    assert moved(cast.gail, mine, ground=disc(*MARKET, 300)).hit_count == 1
    assert told(cast.olive) == [], "told of the new hit instead"
    with as_actor(cast.olive):
        assert HitSide.objects.filter(event=theirs).count() == 2
    settled(cast.gail, mine)
    assert moved(cast.gail, mine, ground=FAR_AWAY).hit_count == 0
    assert len(told(cast.olive)) == 1, "one notice, though two hits were closed"


def test_an_event_that_is_done_or_cancelled_hears_nothing(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.olive, event=theirs, reason="Rain.")
    moved(cast.gail, mine, ground=FAR_AWAY)
    assert told(cast.olive) == []


@pytest.mark.parametrize("door", ["page", "api", "terminal"])
def test_every_door_says_that_a_hit_stands_and_what_that_does_not_say(
    cast: Cast, door: str
) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    if door == "page":
        address = f"/deconfliction/events/{mine.ref}/change/"
        assert "are told that it changed" in browser(cast.gail).get(address).content.decode()
        said = browser(cast.gail).post(address, ANSWERS, follow=True).content.decode()
    elif door == "api":
        answer = Machine(cast.gail).post(f"/events/{mine.ref}/change", **ANSWERS).json()
        said = f"{answer['answer']} {answer['caveat']}"
    else:
        options = [f"--{name.replace('_', '-')}={value}" for name, value in ANSWERS.items()]
        said = terminal(cast.gail, "deconfliction", "change-event", mine.ref, *options).output
    assert "accepted with 1 conflict" in said
    assert STANDS in said


@settings(
    max_examples=examples(12),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    north=st.floats(-0.02, 0.02), radius=st.integers(0, 1_900),
    minutes=st.integers(-600, 600), buffer=st.integers(0, 120),
)  # fmt: skip
def test_no_change_of_a_hit_that_is_open_answers_anything(
    cast: Cast, north: float, radius: int, minutes: int, buffer: int
) -> None:
    """After any change the receipt says the same, and Olive is notified."""
    with transaction.atomic():
        mine, theirs = two_events(cast.gail, cast.olive)
        begins = TOMORROW + timedelta(minutes=minutes)
        made = moved(
            cast.gail, mine, ground=disc(MARKET[0] + north, MARKET[1], radius),
            starts_at=begins, ends_at=begins + HOUR, buffer_minutes=buffer,
        )  # fmt: skip
        assert made.hit_count == 1
        with as_actor(cast.olive):
            assert HitSide.objects.filter(event=theirs, closed_at=None).count() == 1
        assert len(told(cast.olive)) == 1
        transaction.set_rollback(True)
