"""The demo's data, checked without loading it, which would take too long for a test."""

from datetime import date, timedelta
from random import Random

from broadhurst.surfaces.demo.history import SHARE, YOUNGEST
from broadhurst.surfaces.demo.lateness import LATEST, done_on
from broadhurst.surfaces.demo.names import phone_numbers
from broadhurst.surfaces.demo.scenario_deconfliction import (
    ACKNOWLEDGED,
    ANSWERED,
    BORN,
    ONE_PERSON,
    PAIRS,
    SPOKEN,
    WAITING,
)
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record


def test_two_ocgs_share_a_phone_number_only_on_purpose() -> None:
    """An accidental hit would stay open for years, and the desk would look deserted."""
    numbers = phone_numbers(Random(1))  # noqa: S311 - made-up numbers
    shared = {f"07700 900 55{number}" for number in range(len(PAIRS))}
    assert len(set(numbers)) == len(numbers) >= sum(SHARE.values())
    assert not {one.replace(" ", "") for one in shared} & {one.replace(" ", "") for one in numbers}


def test_no_action_is_overdue_for_years() -> None:
    """One action from 2019 was shown as overdue by 2,515 days."""
    today, random = date(2019, 11, 4), Random(1)  # noqa: S311
    due = today + timedelta(days=30)
    late = [done_on(random, due, today) - due for _ in range(500)]
    assert max(late) == LATEST < timedelta(days=90)
    assert sum(days == LATEST for days in late) > 10, "on the day of loading some are overdue"


def test_of_each_way_for_a_hit_to_stand_there_is_one() -> None:
    assert {pair.steps for pair in PAIRS} == {WAITING, ACKNOWLEDGED, SPOKEN, ANSWERED}
    places = [place for pair in PAIRS for place in (pair.one, pair.other)]
    assert len(set(places)) == len(places)
    assert all(number < SHARE[force] for force, number in places)
    assert all(pair.one[0] != pair.other[0] for pair in PAIRS)
    assert ("gmp", YOUNGEST) in places


def test_the_first_hit_on_the_desks_list_has_reasons_to_draw() -> None:
    """The desk lists the hit with the earliest deadline first, which is the oldest one."""
    waiting = [pair for pair in PAIRS if pair.steps == WAITING and pair.added]
    oldest = max(waiting, key=lambda pair: pair.added or timedelta())
    assert (oldest.one[0], oldest.people) == ("gmp", ONE_PERSON)
    matcher = Matcher.default()
    one, other = (
        matcher.row(Record.of_name(name, born=BORN.isoformat())).reshape(1, -1)
        for name in ONE_PERSON
    )
    assert matcher.tells(one, other), "both sides are told without a desk"
