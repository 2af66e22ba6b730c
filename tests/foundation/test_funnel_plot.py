"""Funnel plots: control limits beside exact fractions, and who is outside them. No database."""

from fractions import Fraction
from math import comb
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.foundation.chart import Case, FunnelPlot
from broadhurst.foundation.chart.control_limits import INNER, OUTER, Limits, limits

percents = st.integers(1, 99)
cases = st.lists(
    st.integers(1, 3_000).flatmap(lambda many: st.tuples(st.integers(0, many), st.just(many))),
    min_size=2, max_size=12,
)  # fmt: skip


def plot(*pairs: tuple[int, int], aside: tuple[tuple[str, str], ...] = ()) -> FunnelPlot:
    listed = [Case(f"Force {n}", numerator, many) for n, (numerator, many) in enumerate(pairs)]
    return FunnelPlot("met", "Met in time", "All forces.", "Organisation", "OCGs", listed, aside)


def exact(share: Fraction, many: int, tail: Fraction) -> Fraction:
    """Return a limit as an exact fraction, by the definition of Spiegelhalter (2005)."""
    below = Fraction(0)
    for count in range(many + 1):
        chance = comb(many, count) * share**count * (1 - share) ** (many - count)
        if below + chance >= tail:
            return max(Fraction(0), (count - (below + chance - tail) / chance) / many)
        below += chance
    raise AssertionError


@given(percents, st.integers(1, 120))
def test_limits_are_the_exact_binomial_ones(percent: int, many: int) -> None:
    share, got = Fraction(percent, 100), limits(percent / 100, many)
    inner, outer = Fraction("0.025"), Fraction("0.001")
    assert (inner, outer) == (Fraction(str(INNER)), Fraction(str(OUTER)))
    expected = Limits(
        *(float(exact(share, many, tail)) for tail in (outer, inner)),
        *(float(1 - exact(1 - share, many, tail)) for tail in (inner, outer)),
    )
    # 0.025 and 0.001 are not exact as floats, which moves a limit by less than this.
    for name, value in vars(got).items():
        assert value == pytest.approx(getattr(expected, name), abs=1e-9), name


@given(percents, st.integers(1, 2_000))
def test_a_share_and_the_rest_of_it_have_mirrored_limits(percent: int, many: int) -> None:
    one, rest = limits(percent / 100, many), limits((100 - percent) / 100, many)
    assert (one.low, one.lowest) == pytest.approx((1 - rest.high, 1 - rest.highest), abs=1e-9)


def test_limits_of_ten_at_one_half_by_hand() -> None:
    """0, 1 and 2 heads of 10 have a chance of 1, 11 and 56 in 1,024 or less."""
    low = (2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10
    lowest = (1 - (11 / 1024 - 0.001) / (10 / 1024)) / 10
    got = limits(0.5, 10)
    assert (got.low, got.lowest) == (pytest.approx(low), pytest.approx(lowest))
    assert got.low == pytest.approx(0.13244, abs=1e-5)
    assert got.lowest == pytest.approx(0.00024, abs=1e-5)


@given(st.floats(0.0001, 0.9999), st.integers(1, 20_000))
def test_limits_are_ordered_and_between_none_and_all(share: float, many: int) -> None:
    got = limits(share, many)
    assert 0 <= got.lowest <= got.low <= got.high <= got.highest <= 1
    # The share itself is inside, to within one record: counts are whole and shares are not.
    assert got.low - 1 / many <= share <= got.high + 1 / many


@given(percents, st.integers(30, 2_000))
def test_more_records_narrow_the_limits(percent: int, many: int) -> None:
    few, lots = limits(percent / 100, many), limits(percent / 100, many * 4)
    assert lots.highest - lots.lowest < few.highest - few.lowest


@given(percents, st.integers(1, 400))
def test_two_in_a_thousand_are_outside_by_chance_at_most(percent: int, many: int) -> None:
    share, at = Fraction(percent, 100), limits(percent / 100, many)
    out = sum(
        comb(many, count) * share**count * (1 - share) ** (many - count)
        for count in range(many + 1)
        if not at.lowest <= count / many <= at.highest
    )
    assert float(out) <= 2 * OUTER + 1e-12


@pytest.mark.parametrize("share", [0, 1])
def test_limits_around_none_and_all_have_no_width(share: int) -> None:
    assert limits(share, 7) == Limits(share, share, share, share)


@pytest.mark.parametrize(("share", "many"), [(-0.1, 5), (1.1, 5), (0.5, 0), (float("nan"), 5)])
def test_limits_refuse_what_is_no_share(share: float, many: int) -> None:
    with pytest.raises(ValueError, match="control limit"):
        limits(share, many)


@given(cases)
def test_a_plot_stays_in_the_drawing_and_places_everyone(pairs: list[tuple[int, int]]) -> None:
    chart = plot(*pairs)
    assert len(chart.dots) == len(chart.rows) == len(pairs)
    points = [
        float(number)
        for curve in chart.curves
        for path in curve.paths
        for point in path.split()
        for number in point.split(",")
    ]
    places = [*points, *(dot.x for dot in chart.dots), *(dot.y for dot in chart.dots)]
    assert all(0 <= place <= 100 for place in places)
    assert {label for label, _ in chart.outside} == {dot.label for dot in chart.dots if dot.label}


def test_a_small_force_is_not_named_for_what_chance_explains() -> None:
    chart = plot((885, 1000), (880, 1000), (3, 5), (30, 60))
    assert chart.where(chart.cases[2]) == "Within the limits", "3 of 5 may well be chance"
    assert chart.where(chart.cases[3]) == "Below the 99.8% limits", "30 of 60 is not"
    assert [dot.number for dot in chart.dots] == [1, 1, 1, 3]
    assert "Force 3: below the 99.8% limits." in chart.described


def test_the_table_says_who_is_left_out_and_why() -> None:
    chart = plot((9, 10), (8, 10), aside=(("Force 9", "fewer than 5 OCGs"),))
    assert chart.rows[0] == ["Force 0", "9 of 10", "90%", "54% to 100%", "Within the limits"]
    assert chart.rows[-1] == ["Force 9", "fewer than 5 OCGs", "", "", "Not compared"]
    assert len(chart.dots) == 2
    alone = plot((9, 10))
    assert alone.is_empty, "one organisation has nobody to be compared with"
    assert alone.rows == [["Force 0", "9 of 10", "90%", "", "Not compared"]]


@pytest.mark.parametrize("wrong", [(1, 0), (3, 2), (-1, 2)])
def test_a_plot_refuses_a_case_that_cannot_be(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="case"):
        plot(wrong)


def test_markup_is_named_tabled_and_free_of_style_and_script() -> None:
    chart = plot((900, 1000), (30, 60))
    html = Template("{% load charts %}{% chart_funnel_plot chart %}").render(
        Context({"chart": chart})
    )
    ElementTree.fromstring(html)  # noqa: S314 - our own markup
    assert 'role="img"' in html
    assert "met-title" in html
    assert "<caption" in html
    assert "style=" not in html
    assert "<script" not in html
    assert html.count("<circle") == 2
    assert html.count("<polyline") == 5
    alone = Template("{% load charts %}{% chart_funnel_plot chart %}").render(
        Context({"chart": plot((4, 9))})
    )
    assert "Too few organisations" in alone
    assert "4 of 9" in alone
    assert "<svg" not in alone


def test_no_half_of_a_record_stands_at_the_foot() -> None:
    for most, shown in ((30, ["0", "15", "30"]), (25, ["0", "25"])):
        assert [mark.text for mark in plot((3, 5), (9, most)).marks] == shown


def test_the_middle_line_says_that_it_leaves_out_who_is_not_compared() -> None:
    """The page above it has the share of everybody, which is another number."""
    chart = plot((18, 22), (7, 11), aside=(("5 others", "Fewer than 5 records"),))
    assert chart.curves[0].name == "Those compared, together: 76%"
    assert chart.described.startswith("2 compared. Together: 76%.")
