"""Tags that draw the charts of `foundation/chart`, each over a table of the same values."""

from django import template

from broadhurst.foundation.chart import (
    BarChart,
    FanChart,
    FunnelChart,
    FunnelPlot,
    LineChart,
    TimelineChart,
)

register = template.Library()


@register.inclusion_tag("govuk/charts/line.html")
def chart_line(chart: LineChart) -> dict[str, object]:
    """Lines over the same labels, such as months."""
    return {"chart": chart}


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
