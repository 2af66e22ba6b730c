"""Gaps, overlaps and cover of posts, over random spans. Without a database."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.establishment.rules.cover import (
    covered_since,
    gaps,
    is_held_on,
    last_day_of_any,
    overlaps,
    stretches,
)

FIRST, DAYS = date(2020, 1, 1), 40
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    number: int
    from_on: date
    until_on: date | None


def days(at_least: int = 0) -> st.SearchStrategy[date]:
    return st.integers(at_least, DAYS).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def span(draw: st.DrawFn, number: int = 0) -> Held:
    from_on = draw(days())
    length = draw(st.none() | st.integers(0, DAYS))
    return Held(number, from_on, None if length is None else from_on + timedelta(days=length))


SPANS = st.lists(st.integers(0, 99), max_size=6, unique=True).flatmap(
    lambda numbers: st.tuples(*(span(number) for number in numbers))
)
LIVES = st.lists(span(), min_size=1, max_size=3)


def of_day(held: tuple[Held, ...], day: date) -> list[Held]:
    return [one for one in held if is_held_on(one, day)]


@given(LIVES, SPANS, days())
def test_every_day_of_the_posts_is_told_once_and_truly(
    lives: list[Held], held: tuple[Held, ...], as_of: date
) -> None:
    found = stretches(lives, held, as_of)
    begun = [life for life in lives if life.from_on <= as_of]
    told = [
        (stretch.since + timedelta(days=n), list(stretch.holders))
        for stretch in found
        for n in range(stretch.days)
    ]
    first = min((life.from_on for life in begun), default=as_of + A_DAY)
    end = max((min(life.until_on or date.max, as_of + A_DAY) for life in begun), default=first)
    expected = [first + timedelta(days=n) for n in range((end - first).days)]
    assert [day for day, _ in told] == expected
    assert all(holders == of_day(held, day) for day, holders in told)


@given(LIVES, SPANS, days())
def test_neighbours_differ_and_only_the_last_is_current(
    lives: list[Held], held: tuple[Held, ...], as_of: date
) -> None:
    found = stretches(lives, held, as_of)
    for one, other in pairwise(found):
        assert one.holders != other.holders
        assert one.last + A_DAY == other.since
    assert all(stretch.is_current == (stretch.last == as_of) for stretch in found)
    assert all(stretch.days > 0 for stretch in found)


@given(LIVES, SPANS, days())
def test_gaps_and_overlaps_are_all_there_and_disjoint(
    lives: list[Held], held: tuple[Held, ...], as_of: date
) -> None:
    found = stretches(lives, held, as_of)
    every = {s.since + timedelta(days=n) for s in found for n in range(s.days)}
    empty = {s.since + timedelta(days=n) for s in gaps(found) for n in range(s.days)}
    double = {s.since + timedelta(days=n) for s in overlaps(found) for n in range(s.days)}
    assert empty == {day for day in every if not of_day(held, day)}
    assert double == {day for day in every if len(of_day(held, day)) > 1}
    assert not empty & double


@given(span(), SPANS, days(), days())
def test_an_earlier_day_tells_the_same_of_the_days_of_one_post_before_it(
    life: Held, held: tuple[Held, ...], one: date, other: date
) -> None:
    early, late = min(one, other), max(one, other)

    def told(as_of: date) -> dict[date, tuple[Held, ...]]:
        return {
            stretch.since + timedelta(days=n): stretch.holders
            for stretch in stretches([life], held, as_of)
            for n in range(stretch.days)
        }

    then, now = told(early), told(late)
    assert {day: now[day] for day in now if day <= early} == then


@given(LIVES, SPANS, days())
def test_covered_since_is_the_first_day_of_the_unbroken_run(
    lives: list[Held], held: tuple[Held, ...], as_of: date
) -> None:
    found = stretches(lives, held, as_of)
    since = covered_since(found)
    every = {s.since + timedelta(days=n) for s in found for n in range(s.days)}
    day = as_of
    while day in every and of_day(held, day):
        day -= A_DAY
    assert since == (day + A_DAY if day < as_of else None)


@given(SPANS, days(), days())
def test_the_last_day_of_any(held: tuple[Held, ...], one: date, other: date) -> None:
    since, as_of = min(one, other), max(one, other)
    window = [since + timedelta(days=n) for n in range((as_of - since).days + 1)]
    expected = max((day for day in window if of_day(held, day)), default=None)
    assert last_day_of_any(held, since, as_of) == expected
