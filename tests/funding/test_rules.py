"""Money and days over all years, and how far the money goes. No database."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.funding.rules import cover, lines, posts, published, years

DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 4000)).map(lambda one: (one[0], one[0] + one[1] * DAY))
PENCE = st.integers(1, 10**14)
# Near 31 March and 29 February, where a year can go wrong.
TURNS = st.builds(
    lambda year, turn, shift: date(year, *turn) + shift * DAY,
    st.integers(1900, 2098),
    st.sampled_from([(2, 28), (3, 1), (3, 31), (4, 1)]),
    st.integers(-3, 3),
)


@given(DAYS | TURNS)
def test_a_day_is_in_one_financial_year_of_365_or_366_days(day: date) -> None:
    start, end = years.year_start(day), years.year_end(day)
    assert start <= day <= end
    assert (start.month, start.day, end.month, end.day) == (4, 1, 3, 31)
    is_leap = end.year % 4 == 0 and (end.year % 100 != 0 or end.year % 400 == 0)
    assert (end - start).days + 1 == 365 + is_leap
    assert years.year_start(end + DAY) == end + DAY
    assert years.year_name(start) == years.year_name(end) != years.year_name(end + DAY)


def test_the_name_of_a_year_at_the_turn_of_a_century() -> None:
    assert years.year_name(date(2000, 3, 31)) == "1999/00"
    assert years.year_name(date(2026, 4, 1)) == "2026/27"


@given(SPANS | st.tuples(TURNS, TURNS).map(lambda one: (min(one), max(one))))
def test_pieces_cover_each_day_once_and_never_cross_31_march(span: tuple[date, date]) -> None:
    found = list(years.pieces(*span))
    assert (found[0][0], found[-1][1]) == span
    assert all(first <= last for first, last in found)
    assert all(years.year_name(first) == years.year_name(last) for first, last in found)
    assert all(later[0] == earlier[1] + DAY for earlier, later in pairwise(found))


@given(PENCE, SPANS, DAYS)
def test_no_penny_is_lost_between_years(pence: int, span: tuple[date, date], end: date) -> None:
    first, last = span
    spread = years.by_year(pence, first, last)
    assert sum(spread.values()) == pence
    assert all(isinstance(part, int) and part >= 0 for part in spread.values())
    days = (last - first).days + 1
    for (begin, until), part in zip(years.pieces(first, last), spread.values(), strict=True):
        exact = pence * ((until - begin).days + 1) / days
        assert abs(part - exact) <= max(1, exact * 1e-9)
    cut = years.by_year(pence, first, last, end)
    assert sum(cut.values()) == years.until(pence, first, last, end)
    assert sum(cut.values()) + years.left_after(pence, first, last, end) == pence


@given(PENCE, SPANS, DAYS, DAYS)
def test_money_left_only_falls(
    pence: int, span: tuple[date, date], one: date, two: date
) -> None:  # fmt: skip
    earlier, later = sorted((one, two))
    left = years.left_after(pence, *span, earlier)
    assert pence >= left >= years.left_after(pence, *span, later) >= 0
    assert years.left_after(pence, *span, span[1]) == 0
    assert years.left_after(pence, *span, span[0] - DAY) == pence


@pytest.mark.parametrize(
    ("confirmed", "starts", "days"),
    [
        (date(2027, 3, 1), date(2027, 4, 1), 31),
        (date(2028, 2, 29), date(2028, 4, 1), 32),
        (date(2027, 4, 15), date(2027, 4, 1), -14),
        (None, date(2027, 4, 1), None),
    ],
)
def test_days_of_notice(confirmed: date | None, starts: date, days: int | None) -> None:
    assert years.notice(confirmed, starts) == days


LINES = st.builds(
    lambda n, span, sure: cover.Line(f"L{n}", span[0], span[1], sure, span[0] if sure else None),
    st.integers(0, 9),
    SPANS,
    st.booleans(),
)
POSTS = st.builds(
    cover.Post,
    st.just("P"),
    st.lists(st.tuples(LINES, st.integers(0, 100)), max_size=4).map(tuple),
    st.none() | DAYS,
    st.sampled_from(["Cyber", "Surveillance"]),
)


@given(st.lists(POSTS, max_size=6), DAYS, DAYS)
def test_each_post_is_in_one_state_and_capabilities_add_up(
    rows: list[cover.Post], today: date, beyond: date
) -> None:  # fmt: skip
    whole = cover.cliff("All", rows, today, beyond)
    parts = cover.by_capability(rows, today, beyond)
    for name in ("posts", "funded", "partly", "not_funded", "tenure_ended", "confirmed"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    assert whole.posts == len(rows) == sum(
        (whole.funded, whole.partly, whole.not_funded, whole.tenure_ended)
    )  # fmt: skip
    assert whole.confirmed <= whole.funded
    assert whole.percent is None if not rows else 0 <= (whole.percent or 0) <= 100
    assert whole.unconfirmed is None or 0 <= whole.unconfirmed <= 100


# Its reference is its own, as in the database.
@given(POSTS, LINES.map(lambda line: replace(line, ref="ENDS")), DAYS)
def test_a_line_that_ends_takes_only_what_it_paid(
    post: cover.Post, line: cover.Line, last_day: date
) -> None:  # fmt: skip
    resting = cover.Post("P", (*post.rests, (line, 60)), None, post.capability)
    felt, losses = cover.losses([resting], line, last_day)
    assert felt > last_day
    assert felt >= line.first_day
    for loss in losses:
        assert line.runs_on(felt)
        assert 0 <= loss.after < loss.before <= 100
        assert loss.closes == (loss.after == 0)
    if felt > line.last_day:
        assert losses == []


@given(st.lists(st.tuples(SPANS, st.integers(0, 100)), max_size=5))
def test_the_most_covered_day_is_found(rows: list[tuple[tuple[date, date], int]]) -> None:
    spans = [(*span, share) for span, share in rows]
    most = cover.most_covered(spans)
    edges = {day for first, last, _ in spans for day in (first, last)}
    on_edges = [sum(s for first, last, s in spans if first <= day <= last) for day in edges]
    assert most == max(on_edges, default=0)


def test_the_state_of_a_post_on_the_day_a_line_ends_and_the_day_after() -> None:
    line = cover.Line("L1", date(2026, 4, 1), date(2027, 3, 31), True, date(2026, 3, 1))
    half = cover.Line("L2", date(2027, 4, 1), date(2028, 3, 31), False)
    post = cover.Post("P", ((line, 100), (half, 50)), date(2027, 9, 30))
    assert post.state_on(date(2027, 3, 31)) == cover.FUNDED
    assert post.state_on(date(2027, 4, 1)) == cover.PARTLY
    assert post.state_on(date(2027, 4, 1), confirmed=True) == cover.NOT_FUNDED
    assert post.state_on(date(2027, 9, 30)) == cover.PARTLY
    assert post.state_on(date(2027, 10, 1)) == cover.TENURE_ENDED


def test_objections_are_sentences_at_their_field() -> None:
    found = lines.objections_to_line(
        amount=0, first_day=date(2027, 4, 1), last_day=date(2027, 3, 31)
    )
    assert [one.field for one in found] == ["amount", "last_day"]  # type: ignore[attr-defined]
    assert lines.objections_to_line(
        amount=1, first_day=date(2000, 4, 1), last_day=date(2099, 3, 31)
    )
    assert lines.objections_to_end(date(2027, 4, 1), date(2027, 3, 31))
    assert lines.objections_to_confirmed_on(date(2027, 4, 1), date(2027, 3, 31))
    over = lines.objections_to_shares(
        [("Analyst", [(date(2026, 4, 1), date(2027, 3, 31), 60)] * 2)]
    )
    assert "120 per cent of the post Analyst" in over[0]


@pytest.mark.parametrize(
    ("verb", "status", "refused"),
    [
        ("confirm", "ended", False), ("dispute", "in_dispute", True), ("dispute", "ended", True),
        ("end", "ended", True), ("edit", "ended", True), ("edit", "in_dispute", False),
    ],
)  # fmt: skip
def test_what_a_status_allows(verb: str, status: str, refused: bool) -> None:
    assert bool(lines.objections_to_stage(verb, status)) == refused


@pytest.mark.parametrize(
    ("roles", "own", "refused"),
    [
        (["capability_manager"], 1, False), (["chief_officer"], 1, False),
        (["organisation_administrator"], 1, False), (["chief_officer"], 2, True),
        (["investigator"], 1, True), (["administrator"], 1, True), ([], 1, True),
    ],
)  # fmt: skip
def test_who_writes(roles: list[str], own: int, refused: bool) -> None:
    found = lines.objections_to_write(roles, own=own, recipient=1, name="Northern ROCU")
    assert bool(found) == refused


def test_days_of_a_post() -> None:
    today = date(2027, 1, 1)
    assert posts.objections_to_fill(today, today, today)
    assert posts.objections_to_fill(None, today + DAY, today)
    assert not posts.objections_to_fill(None, today, today)
    assert posts.objections_to_vacate(None, today, today)
    assert posts.objections_to_vacate(today, today - DAY, today)
    assert posts.objections_to_vacate(today, today + DAY, today)
    assert posts.objections_to_close(today, today - DAY, today)
    assert posts.objections_to_close(today, today + DAY, today)
    assert len(posts.objections_to_opening(today + DAY, today, today)) == 2
    assert posts.objections_to_open(False)
    assert posts.objections_to_line(1, 2)


def test_who_loads_published_totals() -> None:
    assert published.objections_to_load(["investigator"])
    assert not published.objections_to_load(["coordinator"])
