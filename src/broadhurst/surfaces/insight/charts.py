"""Charts of the insight page, over the records that the reader can see."""

from datetime import date, timedelta

from broadhurst.capabilities.register.figures import registered_by_month
from broadhurst.capabilities.tasking.figures import bids_by_stage
from broadhurst.capabilities.transfers.figures import latest_transfers
from broadhurst.foundation.chart import FunnelChart, LineChart, Series, Stage, TimelineChart
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.govuk.words import day, first_capital

MONTHS, DAYS, TRANSFERS = 24, 2 * 365, 8
WHOSE = first_capital(SEEN.name)


def registered(as_of: date) -> LineChart:
    """Return how many OCGs were registered in each of the last 24 months."""
    counts = registered_by_month(MONTHS, as_of)
    return LineChart(
        name="registered",
        title="OCGs registered by month",
        note=f"{WHOSE}, {MONTHS} months to the end of {day(as_of)}. The last month may be "
        "incomplete.",
        heading="Month",
        labels=[f"{month:%b %Y}" for month in counts],
        series=[Series("OCGs registered", list(counts.values()))],
    )


def bids(since: date | None, as_of: date) -> FunnelChart:
    """Return how far the bids made in the period have come."""
    begun = f"made from {day(since)}, " if since else ""
    return FunnelChart(
        name="bids",
        title="Progress of bids",
        note=f"{WHOSE}, {begun}at the end of {day(as_of)}.",
        heading="Reached",
        value_heading="Bids",
        stages=[Stage(label, count) for label, count in bids_by_stage(since, as_of).items()],
    )


def transfers(as_of: date) -> TimelineChart:
    """Return the transfers that were opened last, with their handover windows."""
    since = as_of - timedelta(days=DAYS)
    return TimelineChart(
        name="transfers",
        title="The latest transfers",
        note=f"{WHOSE}, the last {TRANSFERS} opened from {day(since)}, at the end of {day(as_of)}.",
        heading="Transfer",
        timeline=latest_transfers(TRANSFERS, since, as_of),
        as_of=as_of,
    )
