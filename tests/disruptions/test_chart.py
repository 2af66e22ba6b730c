"""The chart of disruptions by month, alone and beside the ledger of a period."""

from collections import Counter
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.disruptions.commands.regrade import regrade
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.capabilities.disruptions.figures import accepted_by_month
from broadhurst.capabilities.disruptions.queries.counted import counted, ledger
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.disruptions.making import accepted, claimed
from tests.doors import browser
from tests.people import Cast

TODAY = NOW.date()
LATER = NOW + timedelta(days=1)
FIRST = date(2019, 4, 1)  # the first day of the chart to the end of March 2021


def test_chart_has_each_month_with_a_table(cast: Cast) -> None:
    accepted(cast)
    with clock.set_to(LATER), as_actor(cast.gail):
        chart = accepted_by_month(TODAY)
    assert chart.rows[-2] == ["Feb 2021", "1", "0", "0"]
    with clock.set_to(LATER):
        assert "Disruptions by month" in browser(cast.gail).get("/insight/all/").content.decode()


def test_chart_leaves_out_a_claim_without_a_grade_and_looks_each_grade_up_once(cast: Cast) -> None:
    ocg = cast.ocg()
    accepted(cast, ocg)
    claimed(cast, ocg, happened_on=TODAY - timedelta(days=40))
    with clock.set_to(LATER), as_actor(cast.gail), CaptureQueriesContext(connection) as queries:
        chart = accepted_by_month(TODAY)
    assert sum(sum(series.values) for series in chart.series) == 1
    [statement] = [one["sql"] for one in queries if "EXTRACT" in one["sql"]]
    assert statement.count("disruptions_step") == 1, "filtering by the grade looks it up again"


def a_history(cast: Cast) -> None:
    """Accept disruptions before, in and at the edges of the chart, and change two of them."""
    ocg, other = cast.ocg(), cast.ocg(threat_types=["fraud", "drugs"])
    days = (
        date(2018, 7, 4), FIRST - timedelta(days=1), FIRST, date(2019, 12, 31),
        date(2020, 1, 1), date(2020, 1, 1), date(2020, 1, 15), date(2021, 2, 28), TODAY,
    )  # fmt: skip
    for number, day in enumerate(days):
        given = {"happened_on": day, "another_because": f"Arrest {number}"}
        grade = ("major", "moderate", "minor")[number % 3]
        last = accepted(cast, (ocg, other)[number % 2], grade, **given)
        claimed(cast, ocg, **given | {"another_because": f"Not decided {number}"})
    first = accepted(cast, ocg, "minor", happened_on=date(2020, 1, 31))
    with clock.set_to(LATER):
        regrade(actor=cast.mo, disruption=first, grade="major", reason="Read again.")
        withdraw(actor=cast.gail, disruption=last, reason="Wrong.")


def test_chart_is_the_same_beside_the_ledger_of_any_period(cast: Cast) -> None:
    a_history(cast)
    periods = (
        None, date(2018, 1, 1), FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=1),
        date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 15), date(2020, 1, 16), TODAY,
    )  # fmt: skip
    charts = []
    with clock.set_to(LATER + timedelta(days=1)), as_actor(cast.gail):
        for as_of in (TODAY, LATER.date(), date(2021, 2, 28)):
            charts.append(accepted_by_month(as_of).rows)
            for since in periods:
                if since and since > as_of:
                    continue
                found = ledger(since, as_of)
                assert accepted_by_month(as_of, found).rows == charts[-1], (since, as_of)
                expected = Counter(row.grade_then for row in counted(since, as_of))
                assert Counter(found.total.grades) == expected, (since, as_of)
    today, later, february = charts
    assert today[9] == ["Jan 2020", "1", "1", "2"]
    assert later[9] == ["Jan 2020", "2", "1", "1"], "a regrade counts from its day on"
    assert today[0] == ["Apr 2019", "0", "0", "1"], "the day before the first month is left out"
    assert (today[-1], later[-1]) == (["Mar 2021", "0", "0", "1"], ["Mar 2021", "0", "0", "0"])
    assert february[0] == ["Mar 2019", "0", "0", "0"], "the moderator had not decided by then"


def test_a_reader_of_nothing_has_an_empty_chart(cast: Cast) -> None:
    a_history(cast)
    with clock.set_to(LATER), as_actor(cast.connie):
        found = ledger(None, TODAY)
        assert accepted_by_month(TODAY, found).rows == accepted_by_month(TODAY).rows
        assert not any(sum(series.values) for series in accepted_by_month(TODAY, found).series)


def test_a_ledger_that_covers_the_chart_counts_for_it_too(cast: Cast) -> None:
    """Another statement looks the grade of the same disruptions up again."""
    accepted(cast)
    page = browser(cast.gail)

    def looked_up(period: str) -> int:
        page.get("/disruption-ledger/" + period)
        with CaptureQueriesContext(connection) as queries:
            assert page.get("/disruption-ledger/" + period).status_code == 200
        return sum("disruptions_step" in query["sql"] for query in queries)

    assert looked_up("") == looked_up("?since=2019-04-01") == 2  # the totals, and who supported
    assert looked_up("?since=2019-04-02") == 3


def test_the_ledger_sends_each_statement_once(cast: Cast) -> None:
    """A statement that was sent ahead with other values would be sent again."""
    page = browser(cast.gail)
    for address in ("/disruption-ledger/", "/disruption-ledger/?since=2020-01-01"):
        page.get(address)
        with CaptureQueriesContext(connection) as queries:
            page.get(address)
        sent = Counter(query["sql"] for query in queries.captured_queries)
        assert max(sent.values()) == 1, sent
