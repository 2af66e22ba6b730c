"""Charts: places in percent, the words beside them, and the markup. No database."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.foundation.chart import (
    Bar,
    BarChart,
    FanChart,
    FunnelChart,
    LineChart,
    Series,
    Span,
    Spoke,
    Stage,
    TimelineChart,
    TimelineRow,
)
from broadhurst.foundation.chart.axis import CHARACTER, NARROWEST, axis, in_short, marks

TODAY = date(2026, 11, 28)
ROOT = Path(__file__).parents[2]
values = st.lists(st.integers(0, 10**12) | st.floats(0, 1e300), min_size=1, max_size=40)
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def line(*numbers: float | None, name: str = "trend") -> LineChart:
    labels = [f"Month {n}" for n in range(len(numbers))]
    return LineChart(name, "OCGs by month", "Your records.", "Month", labels,
                     [Series("OCGs", numbers)])  # fmt: skip


def bars(*numbers: float) -> BarChart:
    listed = [Bar(f"Week {n}", value) for n, value in enumerate(numbers)]
    return BarChart("weeks", "Hits by week", "Your records.", "Week", "Hits", listed)


def funnel(*numbers: float) -> FunnelChart:
    stages = [Stage(f"Stage {n}", value) for n, value in enumerate(numbers)]
    return FunnelChart("funnel", "Bids", "Your records.", "Reached", "Bids", stages)


def timeline(*spans: Span, as_of: date = TODAY) -> TimelineChart:
    rows = [TimelineRow(f"Row {n}", [span]) for n, span in enumerate(spans)]
    return TimelineChart("timeline", "Transfers", "Your records.", "Transfer", rows, as_of)


@given(values)
def test_scale_holds_every_value_in_few_round_steps(numbers: list[float]) -> None:
    scale = axis(numbers)
    assert scale.top >= max(numbers)
    assert 2 <= len(scale.gridlines) <= 6
    assert [line.y for line in scale.gridlines] == sorted(
        (line.y for line in scale.gridlines), reverse=True
    )
    heights = [scale.height(value) for value in sorted(numbers)]
    assert heights == sorted(heights)
    assert all(0 <= height <= 100 for height in heights)


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_scale_refuses_what_it_cannot_show(wrong: float) -> None:
    for chart in (line(1, wrong), bars(wrong)):
        with pytest.raises(ValueError, match="from 0 upwards"):
            _ = chart.axis
    with pytest.raises(ValueError, match="from 0 upwards"):
        _ = funnel(wrong).drawn


def test_scale_counts_in_whole_numbers() -> None:
    assert [line.text for line in axis([]).gridlines] == ["0", "1"]
    assert [line.text for line in axis([3]).gridlines] == ["0", "1", "2", "3"]
    assert [line.text for line in axis([47]).gridlines] == ["0", "10", "20", "30", "40", "50"]
    assert in_short(20_000) == "20,000"
    assert in_short(2_500_000) == "2.5m"
    assert in_short(3e9) == "3bn"
    assert in_short(4e200) == "4e+200"


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=60))
def test_lines_stay_in_the_drawing_and_leave_gaps(numbers: list[float | None]) -> None:
    chart = line(*numbers)
    (drawn,) = chart.lines
    assert len(drawn.dots) == sum(value is not None for value in numbers)
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in drawn.dots)
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)
    assert len(drawn.pieces) <= numbers.count(None) + 1
    assert len(chart.rows) == len(numbers)


def test_lines_of_one_value_and_of_none() -> None:
    assert [(dot.x, dot.y) for dot in line(7).lines[0].dots] == [(50, 12.5)]
    gaps = line(7, None, 3, 4, None).lines[0]
    assert [dot.is_alone for dot in gaps.dots] == [True, False, False]
    assert line(None, None).is_empty
    assert line().is_empty
    assert line(0, 0).is_empty
    assert not line(0, 1).is_empty
    assert line(3, None, 9, 4).described == (
        "OCGs: 3 in Month 0 and 4 in Month 3. The highest is 9 in Month 2."
    )
    assert line(None, 2.5).rows == [["Month 0", "not known"], ["Month 1", "2.5"]]


def test_line_chart_refuses_series_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="for each label"):
        LineChart("a", "b", "c", "d", ["one"], [Series("x", [1, 2])])
    with pytest.raises(ValueError, match="1 to 4 series"):
        LineChart("a", "b", "c", "d", [], [Series("x", [])] * 5)


@given(st.integers(1, 80), st.integers(1, 30))
def test_labels_fit_on_a_phone(count: int, length: int) -> None:
    shown = marks(["x" * length] * count, [100 * n / count for n in range(count)])
    assert len(shown) <= max(2, NARROWEST // (length * CHARACTER))
    assert len({mark.x for mark in shown}) == len(shown)


@given(values)
def test_bars_stand_side_by_side_on_the_foot(numbers: list[float]) -> None:
    drawn = bars(*numbers).drawn
    for bar in drawn:
        assert bar.y + bar.height == pytest.approx(100, abs=0.02)
        assert bar.x >= 0
        assert bar.x + bar.width <= 100.02
    for left, right in pairwise(drawn):
        assert left.x + left.width < right.x


@given(values)
def test_stages_of_a_funnel_keep_their_order(numbers: list[float]) -> None:
    drawn = funnel(*sorted(numbers, reverse=True)).drawn
    widths = [stage.width for stage in drawn]
    assert widths == sorted(widths, reverse=True)
    assert all(0 <= width <= 100 for width in widths)


def test_funnel_says_the_share_of_the_first_stage() -> None:
    chart = funnel(8, 6, 0)
    assert [stage.text for stage in chart.drawn] == ["8", "6 (75%)", "0 (0%)"]
    assert chart.rows[1] == ["Stage 1", "6", "75%"]
    assert funnel(0, 0).is_empty
    assert funnel().is_empty
    assert funnel(0, 3).rows[1] == ["Stage 1", "3", "not known"]


@given(st.lists(st.tuples(days, days, st.booleans()), min_size=1, max_size=20), days)
def test_spans_stay_in_the_drawing(given_days: list[tuple[date, date, bool]], as_of: date) -> None:
    spans = [Span("Open", min(a, b), None if lasts else max(a, b)) for a, b, lasts in given_days]
    chart = timeline(*spans, as_of=as_of)
    for row in chart.drawn:
        for span in row.spans:
            assert span.x >= 0
            assert span.width > 0
            assert span.x + span.width <= 100.01
    assert [mark.x for mark in chart.marks] == sorted(mark.x for mark in chart.marks)


def test_timeline_says_how_long_and_what_still_lasts() -> None:
    chart = timeline(
        Span("Open", TODAY - timedelta(days=10)),
        Span("Window", TODAY - timedelta(days=1400), TODAY),
    )
    assert chart.kinds == ["Open", "Window"]
    assert chart.rows == [
        ["Row 0", "Open", "18 Nov 2026", "now", "10"],
        ["Row 1", "Window", "28 Jan 2023", "28 Nov 2026", "1,400"],
    ]
    assert timeline().is_empty
    with pytest.raises(ValueError, match="ends before"):
        timeline(Span("Open", TODAY, TODAY - timedelta(days=1)))
    with pytest.raises(ValueError, match="up to 4 kinds"):
        timeline(*(Span(f"Kind {n}", TODAY) for n in range(5)))


def test_timeline_shows_the_spans_that_touch_the_chosen_days() -> None:
    first, last = TODAY - timedelta(days=10), TODAY - timedelta(days=5)
    spans = [
        Span("Earlier", TODAY - timedelta(days=40), TODAY - timedelta(days=20), text="Gone"),
        Span("Now", TODAY - timedelta(days=20), text="Rita Quillfeather"),
    ]
    row = TimelineRow("SIO", spans)
    chart = TimelineChart("leads", "Leads", "", "Lead", [row], TODAY, window=(first, last))
    assert [one[1] for one in chart.rows] == ["Rita Quillfeather"]
    [drawn] = chart.drawn[0].spans
    assert (drawn.kind, drawn.x, drawn.width, drawn.text) == (2, 0, 100, "Rita Quillfeather")


def test_label_of_a_row_wraps_and_links_to_its_page() -> None:
    """Text of a drawing does not wrap, so a long label was cut on a phone."""
    label = "Obtain the banking records of every company that the group controls, in progress"
    rows = [TimelineRow(label, [Span("Pursue", TODAY)], "/actions/ACT-1/")]
    chart = TimelineChart("plan", "Actions", "", "Action", rows, TODAY)
    html = Template("{% load charts %}{% chart_timeline chart %}").render(Context({"chart": chart}))
    root = ElementTree.fromstring(html)  # noqa: S314
    [row] = [one for one in root.iter("p") if one.get("class") == "bh-chart__row"]
    assert (row[0].get("href"), row[0].text) == ("/actions/ACT-1/", label)
    assert label not in [text.text for text in root.iter("text")]


DRAWN = {
    "chart_line": (line(1, 5, None, 3), line(7), line(0, 10**15)),
    "chart_bar": (bars(1, 2, 3), bars(*range(30))),
    "chart_funnel": (funnel(9, 4, 1), funnel(1)),
    "chart_timeline": (
        timeline(Span("Open", TODAY)),
        timeline(Span("<b>", date(2024, 1, 1), text="<i>")),
    ),
}


@pytest.mark.parametrize("tag", DRAWN)
def test_markup_is_named_tabled_and_free_of_style_and_script(tag: str) -> None:
    charts: Any = DRAWN[tag]
    for chart in charts:
        html = Template(f"{{% load charts %}}{{% {tag} chart %}}").render(Context({"chart": chart}))
        root = ElementTree.fromstring(html)  # noqa: S314
        svg = next(one for one in root.iter("svg") if one.get("role") == "img")
        assert svg.get("aria-labelledby") == svg.findall("title")[0].get("id")
        assert svg.get("aria-describedby") == svg.findall("desc")[0].get("id")
        assert svg.findall("desc")[0].text == chart.described
        assert root.find("details//table") is not None
        assert len(root.findall("details//tbody/tr")) == len(chart.rows)
        assert "style" not in html
        assert "<script" not in html
        assert "<b>" not in html
        assert "Your records." in html


def test_chart_of_nothing_says_so() -> None:
    for tag, chart in (("line", line()), ("bar", bars()), ("funnel", funnel(0))):
        html = Template(f"{{% load charts %}}{{% chart_{tag} chart %}}").render(
            Context({"chart": chart})
        )
        assert "No records to show yet." in html
        assert "<svg" not in html


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_from_paper(which: int) -> None:
    """WCAG 1.4.11 asks for 3:1 of shapes, and 1.4.3 for 4.5:1 of text."""
    styles = (ROOT / "frontend/src/styles/_charts.scss").read_text().replace("#fff;", "#ffffff;")
    part = styles.split("prefers-color-scheme: dark")[which].partition("forced-colors")[0]
    found = dict(re.findall(r"--chart-(\w+): (#\w{6});", part))
    paper = luminance(found["paper"]) + 0.05
    for name in ("1", "2", "3", "4", "text", "soft"):
        colour = luminance(found[name]) + 0.05
        contrast = max(paper, colour) / min(paper, colour)
        assert contrast >= (3 if name.isdigit() else 4.5), name


def test_timeline_keeps_the_order_of_its_kinds_on_every_chart() -> None:
    row = TimelineRow("Post", [Span("Nobody", date(2021, 1, 1))])
    chart = TimelineChart(
        "posts", "Posts", "As recorded.", "Post", [row], TODAY, order=("Held", "Nobody")
    )
    assert chart.kinds == ["Held", "Nobody"]
    assert chart.drawn[0].spans[0].kind == 2


def test_fan_draws_each_spoke_in_a_row_of_its_own() -> None:
    spokes = [Spoke("Amber Stoat", "Supplier"), Spoke("Slate Marten", "Rival")]
    chart = FanChart("links", "Links", "Your records.", "Copper Heron", "OCG", spokes)
    assert [drawn.middle for drawn in chart.drawn] == [24, 72]
    assert (chart.height, chart.middle) == (96, 48)
    assert chart.described == "Copper Heron. Amber Stoat: Supplier, Slate Marten: Rival."
    assert chart.rows == [["Amber Stoat", "Supplier"], ["Slate Marten", "Rival"]]
    assert FanChart("links", "Links", "", "Copper Heron", "OCG", []).is_empty
