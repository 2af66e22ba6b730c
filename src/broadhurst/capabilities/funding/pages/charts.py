"""The charts of the funding page."""

from typing import Any

from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.outlook import (
    MONTHS,
    Outlook,
    funded_by_month,
    money_by_year,
)
from broadhurst.foundation.chart import LineChart, Series, Span, TimelineChart, TimelineRow
from broadhurst.foundation.govuk.words import day, pounds

MOST_LINES = 12


def cliff_chart(outlook: Outlook) -> LineChart:
    """Return the posts funded on the first day of each of the next months."""
    months = funded_by_month(outlook.posts, outlook.today)
    return LineChart(
        name="cliff",
        title="Posts funded by month",
        note=f"{outlook.recipient.short_name}, on the first day of each of {MONTHS} months, as "
        f"known on {day(outlook.today)}. Only posts that are paid in full are counted.",
        heading="Month",
        labels=[f"{month:%b %Y}" for month, _, _ in months],
        series=[
            Series("All lines", [every for _, every, _ in months]),
            Series("Confirmed lines only", [confirmed for _, _, confirmed in months]),
        ],
    )


def lines_chart(outlook: Outlook) -> TimelineChart:
    """Return when the lines run that have not ended, the first to end first."""
    ahead = [line for line in outlook.lines if line.ends_on >= outlook.today]
    return TimelineChart(
        name="lines",
        title="When each line runs",
        note=f"{outlook.recipient.short_name}, up to {MOST_LINES} lines that have not ended by "
        f"{day(outlook.today)}, the first to end first.",
        heading="Funding line",
        timeline=[
            TimelineRow(line.name, [_span(line)])
            for line in sorted(ahead, key=lambda line: (line.ends_on, line.name))[:MOST_LINES]
        ],
        as_of=outlook.today,
    )


def _span(line: Line) -> Span:
    return Span(line.get_status_display(), line.first_day, max(line.ends_on, line.first_day))


def money_bars(outlook: Outlook) -> list[dict[str, Any]]:
    """Return the money of each financial year, with the part that is not confirmed."""
    return [
        {
            "label": year,
            "value": (confirmed + others) // 100,
            "text": f"{pounds(confirmed + others)}"
            + (f", {pounds(others)} not confirmed" if others else ""),
        }
        for year, confirmed, others in money_by_year(outlook.lines, outlook.today)
    ]
