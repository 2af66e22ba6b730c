"""Tags that draw the charts of `foundation/chart`, each over a table of the same values."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from broadhurst.foundation.chart import (
    BarChart,
    FanChart,
    FunnelChart,
    FunnelPlot,
    LineChart,
    TimelineChart,
)
from broadhurst.foundation.chart.line import Line

register = template.Library()


@register.inclusion_tag("govuk/charts/line.html")
def chart_line(chart: LineChart) -> dict[str, object]:
    """Lines over the same labels, such as months."""
    return {"chart": chart}


@register.simple_tag
def scale(chart: LineChart | BarChart | FunnelPlot) -> str:
    """The numbered lines across a chart, and the labels at its foot."""
    lines = (
        f'<line class="bh-chart__grid" x1="0" x2="100%" y1="{line.y}%" y2="{line.y}%"></line>'
        f'<text class="bh-chart__text" x="-8" y="{line.y}%" dy="0.35em" text-anchor="end">'
        f"{conditional_escape(line.text)}</text>"
        for line in chart.gridlines
    )
    labels = (
        f'<text class="bh-chart__text" x="{mark.x}%" y="100%" dy="1.5em" '
        f'text-anchor="{mark.anchor}">{conditional_escape(mark.text)}</text>'
        for mark in chart.marks
    )
    # Only the texts need escaping: the rest are numbers and the names of anchors.
    return SafeString("".join((*lines, *labels)))


@register.simple_tag
def dots(line: Line) -> str:
    """The dots of a line. A loop in the template takes four times as long for two years."""
    # These are numbers, so there is nothing to escape.
    return SafeString(
        "".join(
            f'<circle class="bh-chart__dot bh-chart__dot--{line.number}" cx="{dot.x}%" '
            f'cy="{dot.y}%" r="{6 if dot.is_alone else 3}"></circle>'
            for dot in line.dots
        )
    )


@register.simple_tag
def rows(cells: Iterable[Sequence[str]]) -> str:
    """The rows of the table below a chart. The first cell of each is its heading."""
    return SafeString("".join(_row(*row) for row in cells))


def _row(heading: str, *others: str) -> str:
    cells = (f'<td class="govuk-table__cell">{conditional_escape(cell)}</td>' for cell in others)
    return (
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
        f"{conditional_escape(heading)}</th>{''.join(cells)}</tr>"
    )


@register.inclusion_tag("govuk/charts/bar.html")
def chart_bar(chart: BarChart) -> dict[str, object]:
    """Upright bars with short labels."""
    return {"chart": chart}


@register.inclusion_tag("govuk/charts/funnel.html")
def chart_funnel(chart: FunnelChart) -> dict[str, object]:
    """A bar for each stage that records reach."""
    return {"chart": chart}


@register.inclusion_tag("govuk/charts/fan.html")
def chart_fan(chart: FanChart) -> dict[str, object]:
    """One thing, and those that it is linked with."""
    return {"chart": chart}


@register.inclusion_tag("govuk/charts/timeline.html")
def chart_timeline(chart: TimelineChart) -> dict[str, object]:
    """A row for each record, with what it was over time."""
    return {"chart": chart}


@register.inclusion_tag("govuk/charts/funnel_plot.html")
def chart_funnel_plot(chart: FunnelPlot) -> dict[str, object]:
    """Shares against numbers, with control limits, beside the table of the same values."""
    return {"chart": chart}
