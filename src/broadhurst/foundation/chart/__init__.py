"""Charts as shapes: from values to places in percent. No database, no markup."""

from broadhurst.foundation.chart.bars import Bar, BarChart
from broadhurst.foundation.chart.fan import FanChart, Spoke
from broadhurst.foundation.chart.funnel import FunnelChart, Stage
from broadhurst.foundation.chart.funnel_plot import Case, FunnelPlot
from broadhurst.foundation.chart.line import LineChart, Series
from broadhurst.foundation.chart.timeline import Span, TimelineChart, TimelineRow

__all__ = [
    "Bar",
    "BarChart",
    "Case",
    "FanChart",
    "FunnelChart",
    "FunnelPlot",
    "LineChart",
    "Series",
    "Span",
    "Spoke",
    "Stage",
    "TimelineChart",
    "TimelineRow",
]
