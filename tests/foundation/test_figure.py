"""Figures and their disclosure control. No database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.foundation.figure import (
    FEW,
    SEEN,
    Figure,
    Measure,
    Record,
    Row,
    Scope,
    Tally,
    by_group,
    how_many_meet,
    middle,
    series_of,
    share,
    side_by_side,
)

TODAY = date(2021, 3, 1)
ONE, TWO, THREE = (Scope(f"agency:{n}", f"Force {n}", frozenset({n})) for n in (1, 2, 3))
ALL = Scope("region:x", "all forces", frozenset({1, 2, 3}))


def rows_of(*counts: int, people: int | None = None) -> list[Row]:
    """Return given numbers of records of forces 1, 2 and 3, each about a different person."""
    return [
        Row(Record(f"REF-{force}-{n}", "words", "/x/"), frozenset({force}),
            person=1000 * force + (n if people is None else n % people))
        for force, count in enumerate(counts, start=1)
        for n in range(count)
    ]  # fmt: skip


def measure(**changes: object) -> Measure:
    given = {"of_people": True} | changes
    return Measure(
        "referrals", "Referrals", "referrals", "referral", "How.", lambda *_: [], **given
    )  # type: ignore[arg-type]


def told(rows: Sequence[Row], one: Measure | None = None) -> tuple[str, list[str]]:
    whole, parts = side_by_side(one or measure(), rows, ALL, [ONE, TWO, THREE], None, TODAY)
    return whole.in_words, [part.in_words for part in parts]


def test_few_people_are_hidden_and_the_number_is_nowhere() -> None:
    for count in range(FEW):
        whole, (part,) = side_by_side(measure(), rows_of(count), ONE, [ONE], None, TODAY)
        for figure in (whole, part):
            assert figure.in_words == "fewer than 5 referrals"
            assert (figure.value, figure.behind, figure.records) == (None, None, ())
    whole, _ = side_by_side(measure(), rows_of(FEW), ONE, [ONE], None, TODAY)
    assert (whole.in_words, whole.behind) == ("5 referrals", 5)


def test_many_records_about_few_people_are_hidden() -> None:
    whole, _ = side_by_side(measure(), rows_of(12, people=3), ONE, [ONE], None, TODAY)
    assert whole.in_words == "not shown: fewer than 5 people"
    assert whole.value is None


def test_a_share_or_median_of_few_people_is_hidden() -> None:
    for value in (share, middle, how_many_meet):
        whole, _ = side_by_side(measure(value=value), rows_of(4), ONE, [ONE], None, TODAY)
        assert whole.value is None
        assert whole.hidden


def test_other_counts_are_told_however_small() -> None:
    assert told(rows_of(1, 0, 2), measure(of_people=False)) == (
        "3 referrals", ["1 referral", "none", "2 referrals"],
    )  # fmt: skip


def test_a_total_that_gives_a_hidden_number_away_is_not_shown() -> None:
    assert told(rows_of(8, 9, 6))[0] == "23 referrals"
    whole, parts = told(rows_of(8, 9, 2))
    assert whole == "not shown: the total would show a number that is hidden"
    assert parts == ["8 referrals", "9 referrals", "fewer than 5 referrals"]
    assert told(rows_of(8, 0, 0))[0].startswith("not shown")
    assert told(rows_of(8, 4, 4))[0].startswith("not shown")
    assert told(rows_of(2, 2, 2))[0] == "6 referrals"
    assert told(rows_of(0, 1, 0))[0] == "fewer than 5 referrals"


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_subtracting_never_tells_a_hidden_number(counts: list[int]) -> None:
    """The shown numbers leave at least three possible values for every hidden one."""
    whole, parts = told(rows_of(*counts))
    hidden = [n for n, said in zip(counts, parts, strict=True) if said.startswith("fewer")]
    if whole.startswith(("not shown", "fewer")) or not hidden:
        return
    rest = sum(hidden)
    for n in range(len(hidden)):
        others = len(hidden) - 1
        possible = [v for v in range(FEW) if 0 <= rest - v <= (FEW - 1) * others]
        assert len(possible) > 2, (counts, hidden[n])


def test_a_record_of_two_organisations_counts_for_both_and_once_together() -> None:
    row = Row(Record("TRF-1", "words", "/x/"), frozenset({1, 2}))
    assert told([row], measure(of_people=False)) == (
        "1 referral", ["1 referral", "1 referral", "none"],
    )  # fmt: skip


def test_a_scope_without_organisations_counts_nothing_past_the_wall() -> None:
    nobody = Scope("region:none", "an empty region", frozenset())
    assert not nobody.holds({1})
    assert nobody.only("agency") == {"agency__in": frozenset()}
    assert SEEN.holds({1})
    assert SEEN.only("agency") == {}


@pytest.mark.parametrize(
    ("value", "behind", "unit", "of", "said"),
    [
        (100, 1, "per cent", ("requests", "request"), "100 per cent of 1 request"),
        (50, 2, "per cent", ("requests", "request"), "50 per cent of 2 requests"),
        (0, 3, "actions", ("actions", "action"), "none of 3 actions"),
        (1, 3, "actions", ("actions", "action"), "1 of 3 actions"),
        (None, 0, "per cent", ("requests", "request"), "There are no requests to count"),
        (0, 0, "actions", ("actions", "action"), "There are no actions to count"),
        (2.5, 4, "days", ("", ""), "2.5 days"),
    ],
)
def test_values_are_said_with_one_and_many(
    value: float | None, behind: int, unit: str, of: tuple[str, str], said: str
) -> None:
    assert Figure("x", "X", value, unit, TODAY, behind=behind, of=of).in_words == said


def test_numbers_of_the_system_hold_no_record() -> None:
    whole, parts = side_by_side(measure(), rows_of(8, 9, 6), ALL, [ONE, TWO, THREE], None, TODAY)
    for figure in (whole, *parts):
        assert "REF-" not in str(figure.as_json())
        assert figure.records == ()


GROUPS = [(Scope("region:a", "A", frozenset({1, 2})), [ONE, TWO]),
          (Scope("region:b", "B", frozenset({3})), [THREE])]  # fmt: skip


def grouped(*counts: int) -> tuple[str, list[str], list[str]]:
    total, groups, parts = by_group(measure(), rows_of(*counts), ALL, GROUPS, None, TODAY)
    return total.in_words, [one.in_words for one in groups], [one.in_words for one in parts]


def test_regions_hide_what_their_organisations_would_give_away() -> None:
    assert grouped(8, 9, 7) == (
        "24 referrals", ["17 referrals", "7 referrals"],
        ["8 referrals", "9 referrals", "7 referrals"],
    )  # fmt: skip
    total, groups, parts = grouped(8, 3, 7)
    assert parts == ["8 referrals", "fewer than 5 referrals", "7 referrals"]
    assert groups[0].startswith("not shown"), "A less force 1 would be force 2"
    assert groups[1] == "7 referrals"
    assert total.startswith("not shown"), "all less B would be A"


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_no_sum_of_what_is_shown_leaves_a_hidden_number(counts: list[int]) -> None:
    """A reader who asks for regions and for organisations cannot work one out."""
    total, groups, parts = grouped(*counts)
    if any(said.startswith("fewer") for said in parts):
        assert not (total[0].isdigit() and all(said[0].isdigit() for said in groups))
    for (_, members), said in zip(GROUPS, groups, strict=True):
        shown = [parts[[ONE, TWO, THREE].index(one)] for one in members]
        assert not said[0].isdigit() or all(one[0].isdigit() for one in shown)


def test_a_share_that_splits_off_a_few_people_is_hidden() -> None:
    acknowledged = measure(value=how_many_meet, of=("referrals", "referral"))
    for late, said in ((0, "12 of 12 referrals"), (1, ""), (4, ""), (5, "7 of 12 referrals"),
                       (8, ""), (12, "none of 12 referrals")):  # fmt: skip
        rows = [
            replace(row, value=int(n >= late)) for n, row in enumerate(rows_of(12))
        ]  # fmt: skip
        whole, _ = side_by_side(acknowledged, rows, ONE, [ONE], None, TODAY)
        assert whole.in_words == (said or "not shown: fewer than 5 people"), late
        assert (whole.numerator is None) == (not said)


def test_a_series_reads_the_rows_of_all_periods_once() -> None:
    days = [date(2021, 1, 31), date(2021, 2, 1), date(2021, 2, 28), date(2021, 3, 1)]
    asked: list[tuple[date | None, date]] = []

    def dated(scope: Scope, since: date | None, as_of: date) -> list[tuple[date, Row]]:
        asked.append((since, as_of))
        return [
            (day, Row(Record(f"REF-{n}", "words", "/x/"), value=n % 2))
            for n, day in enumerate(days)
        ]

    february = (date(2021, 2, 1), date(2021, 2, 28))
    periods = [(date(2021, 1, 1), date(2021, 1, 31)), february, (None, date(2021, 3, 1))]
    counted = series_of(dated, share, has_numerator=True)(ALL, periods)
    assert counted == [Tally(0, 1, 0), Tally(50, 2, 1), Tally(50, 4, 2)]
    assert series_of(dated)(ALL, [february]) == [Tally(2, 2)]
    assert asked == [(None, date(2021, 3, 1)), february]
