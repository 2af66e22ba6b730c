"""Flags on events that look like a search for others' events."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.rules.planning import (
    CANCELLED_AT_LEAST,
    MOVED_AT_LEAST,
    MOVED_IN_CONFLICT_AT_LEAST,
    WIDE_AT_LEAST,
    Planned,
    looks_like_probing,
)
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.rules import limits
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.geography.sphere import disc
from tests.conftest import NOW
from tests.deconfliction.fishing import flags_on
from tests.doors import Machine, browser
from tests.people import Cast
from tests.planned_events.events import (
    ANSWERS,
    DAY,
    FAR_AWAY,
    MARKET,
    TOMORROW,
    an_event,
    at,
    event_of,
    moved,
    planned,
    side_on,
    told,
    two_events,
)


def rules_on(actor: Actor) -> list[str]:
    return sorted(flag.rule for flag in flags_on(actor))


def test_one_event_moved_again_and_again_is_told_to_the_desk_and_not_to_its_unit(
    cast: Cast,
) -> None:
    event = an_event(cast.gail)
    for number in range(MOVED_AT_LEAST - 1):
        moved(cast.gail, event, ground=at(51 + number / 10))
    assert rules_on(cast.gail) == []
    moved(cast.gail, event, ground=FAR_AWAY)
    (flag,) = flags_on(cast.gail)
    assert (flag.rule, flag.desk) == ("moved", cast.dot.unit)
    assert flag.counts["moved"] == MOVED_AT_LEAST
    assert told(cast.dot, "flag.raised") == [
        f"Flag {flag.ref}: one planned event moved again and again. Look at what the "
        "officer did, then answer the flag."
    ]
    assert told(cast.gail, "flag.raised") == told(cast.len, "flag.raised") == []
    shown = browser(cast.dot).get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    assert f"one event moved {MOVED_AT_LEAST} times" in " ".join(shown.split())


def test_sooner_with_a_hit_on_it_open(cast: Cast) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    for number in range(MOVED_IN_CONFLICT_AT_LEAST):
        assert rules_on(cast.gail) == []
        moved(cast.gail, mine, ground=disc(*MARKET, 300 + number))
    assert rules_on(cast.gail) == ["moved"]


def test_two_of_a_unit_who_take_turns_are_counted_together(cast: Cast) -> None:
    event = an_event(cast.gail)
    for number in range(MOVED_AT_LEAST):
        actor = (cast.gail, cast.len)[number % 2]
        moved(actor, event, ground=at(51 + number / 10))
    assert rules_on(cast.gail) + rules_on(cast.len) == ["moved"]


def test_words_that_are_changed_again_and_again_are_none(cast: Cast) -> None:
    event = an_event(cast.gail)
    for number in range(MOVED_AT_LEAST + 1):
        moved(cast.gail, event, contact=f"Bronze {number}")
    assert rules_on(cast.gail) == []


def test_moves_of_another_day_are_another_days(cast: Cast) -> None:
    event = an_event(cast.gail, starts_at=TOMORROW + 5 * DAY, ends_at=TOMORROW + 6 * DAY)
    for number in range(MOVED_AT_LEAST + 1):
        with clock.set_to(NOW + number * timedelta(hours=7)):
            moved(cast.gail, event, ground=at(51 + number / 10))
    assert rules_on(cast.gail) == []


def test_planned_and_cancelled_again_and_again(cast: Cast) -> None:
    for number in range(CANCELLED_AT_LEAST):
        assert rules_on(cast.gail) == []
        event = an_event(cast.gail, ground=at(51 + number / 10))
        cancel_event(actor=cast.gail, event=event, reason="Not needed.")
    assert rules_on(cast.gail) == ["cancelled"]


def test_what_was_planned_days_ago_is_cancelled_without_a_flag(cast: Cast) -> None:
    events = [
        an_event(cast.gail, starts_at=TOMORROW + 5 * DAY, ends_at=TOMORROW + 6 * DAY)
        for _ in range(CANCELLED_AT_LEAST)
    ]
    with clock.set_to(NOW + 2 * DAY):
        for event in events:
            cancel_event(actor=cast.gail, event=event, reason="The operation is over.")
    assert rules_on(cast.gail) == []


def test_many_that_reach_far_or_last_long(cast: Cast) -> None:
    for number in range(WIDE_AT_LEAST):
        assert rules_on(cast.gail) == []
        wide = {"ground": disc(51 + number / 10, -2, 9000)}
        long = {"ends_at": TOMORROW + 20 * DAY}
        planned(cast.gail, **(wide, long)[number % 2])
    assert rules_on(cast.gail) == ["wide"]


def test_stopped_by_the_limit(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr(limits, "EVENTS_AN_HOUR", 1)
    an_event(cast.gail)
    for _ in range(3):
        assert Machine(cast.gail).post("/events", **ANSWERS).status_code == 409
    with clock.set_to(NOW + timedelta(minutes=61)):
        planned(cast.gail)
    assert rules_on(cast.gail) == ["limit"]


def test_very_many_in_a_day() -> None:
    assert looks_like_probing(Planned(planned=39)) == []
    assert looks_like_probing(Planned(planned=40)) == ["many_events"]


def test_an_event_that_is_searched_for_by_halves_is_not_found_and_the_search_is(cast: Cast) -> None:
    """Olive's event is somewhere along ten kilometres.

    Gail halves the distance with a new event each time.
    """
    theirs = an_event(cast.olive, ground=disc(53.52, -2.2453, 100))
    mine = event_of(cast.gail, planned(cast.gail, ground=disc(53.48, -2.2453, 9_000)))
    south, north = 53.40, 53.56
    for step in range(8):
        middle = (south + north) / 2
        reach = max((middle - south) * 111_195 / 2, 1)
        made = moved(cast.gail, mine, ground=disc((south + middle) / 2, -2.2453, reach))
        assert made.hit_count == 1, "yes to every question"
        north = middle
        assert len(told(cast.olive)) == step + 1
    assert north < 53.41, "led away from where it is"
    assert side_on(cast.olive, theirs).closed_at is None
    assert rules_on(cast.gail) == ["moved"]
