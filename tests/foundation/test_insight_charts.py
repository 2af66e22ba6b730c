"""The charts of the insight page: whose records, as of when, and at what price."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.register.figures import registered_by_month
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.insight import charts
from tests.conftest import NOW
from tests.doors import browser
from tests.people import Cast


def test_ocgs_registered_by_month_in_one_count_behind_the_wall(cast: Cast) -> None:
    with clock.set_to(NOW - timedelta(days=40)):
        cast.ocg()
    cast.ocg()
    cast.ocg()
    as_of = NOW.date()
    with (
        clock.set_to(NOW + timedelta(days=1)),
        as_actor(cast.gail),
        CaptureQueriesContext(connection) as asked,
    ):
        counts = registered_by_month(24, as_of)
    assert len(asked) == 2, "what the reader can see, then the counts"
    assert len(counts) == 24
    assert list(counts) == sorted(counts)
    assert all(month.day == 1 for month in counts)
    assert counts[as_of.replace(day=1)] == 2
    assert sum(counts.values()) == 3
    with clock.set_to(NOW + timedelta(days=1)), as_actor(cast.gail):
        assert sum(registered_by_month(24, as_of - timedelta(days=1)).values()) == 1
        assert sum(registered_by_month(1, as_of).values()) == 2
    with as_actor(cast.olive):
        assert not any(registered_by_month(24, as_of).values())


def test_each_chart_says_whose_records_and_as_of_when(cast: Cast) -> None:
    cast.ocg()
    with as_actor(cast.gail):
        drawn = charts.registered(NOW.date()), charts.bids(NOW.date(), NOW.date())
    assert all("The records you can see" in chart.note for chart in drawn)
    assert all("the end of 1 March 2021" in chart.note for chart in drawn)
    assert "made from 1 March 2021" in drawn[1].note
    with clock.set_to(NOW + timedelta(minutes=1)):
        html = browser(cast.gail).get("/insight/all/").content.decode()
    for title in (
        "OCGs registered by month",
        "Progress of bids",
        "latest transfers",
        "Disruptions by month",
    ):
        assert title in html
    assert html.count('role="img"') == 1, "only the OCGs have something to show"
    assert html.count("No records to show yet.") == 3


def test_figures_without_records_are_one_sentence(cast: Cast) -> None:
    cast.ocg()
    page = browser(cast.gail).get("/insight/all/").content.decode()
    tiles, rest = page.split('<details class="govuk-details">', 1)
    assert "No figures yet" not in page
    assert "figures with no records to count" in rest
    assert ">none<" not in tiles
    nothing = browser(cast.system).get("/insight/all/").content.decode()
    assert "Administrators see no OCGs" in nothing
