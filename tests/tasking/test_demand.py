"""The demand picture and the simulated bid."""

from collections import Counter
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.mark_away import mark_away
from broadhurst.capabilities.tasking.commands.withdraw import withdraw
from broadhurst.capabilities.tasking.queries.demand import (
    demand_by_organisation,
    never_asked,
    simulate,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import FROM, SCORES, TODAY, UNTIL, Stage

YEAR = timedelta(days=365)


def test_bids_are_counted_by_outcome_as_far_as_they_are_seen(stage: Stage) -> None:
    gail, tess = stage.cast.gail, stage.cast.tess
    declined, part, gone = stage.bid(), stage.bid(), stage.bid()
    stage.supported(stage.ocg())
    stage.bid()
    decide(actor=tess, bid=declined, outcome="declined", reason="No.")
    decide(
        actor=tess, bid=part, outcome="supported_in_part", reason="", conditions="Half the days."
    )
    withdraw(actor=gail, bid=gone, because="Arrested.")
    with as_actor(gail):
        (row,) = demand_by_organisation(TODAY - YEAR, TODAY)
    assert (row.asked, row.supported, row.in_part, row.declined, row.ended, row.waiting) == (
        5, 1, 1, 1, 1, 1,
    )  # fmt: skip
    with as_actor(stage.cast.olive):
        assert demand_by_organisation(TODAY - YEAR, TODAY) == []
    page = browser(gail).get("/demand/?months=24").content.decode()
    assert "Northshire Police" in page
    with clock.set_to(NOW + timedelta(hours=1)):
        answer = Machine(gail).get(f"/demand?since={TODAY - YEAR}").json()
        said = [
            terminal(gail, "tasking", "demand", *since).output
            for since in ((), ("--since", "2021-01-01"))
        ]
    assert answer["organisations"][0]["asked"] == 5
    assert answer["waiting_times"] == [
        {"capability": "Surveillance", "decided": 3, "days_to_decision": 0, "days_to_team": None}
    ]
    for output in said:
        assert "5 asked" in output
        assert "Surveillance: median days to a decision 0, to a team none yet" in output


def test_the_page_sends_each_statement_once(stage: Stage) -> None:
    page, address = browser(stage.cast.gail), "/demand/?months=24"
    page.get(address)
    with CaptureQueriesContext(connection) as queries:
        page.get(address)
    sent = Counter(query["sql"] for query in queries.captured_queries)
    assert max(sent.values()) == 1, sent


def test_a_force_with_an_ocg_of_a_high_tier_and_no_bid_never_asked(stage: Stage) -> None:
    from_now = stage.ocg()
    with as_actor(stage.cast.gail):
        found = never_asked(TODAY - YEAR, TODAY)
        tier = from_now.assessments.get().moderation.tier
    assert [many for _, many in found] == ([1] if tier <= 2 else [])
    assert SCORES
    stage.bid(from_now)
    with as_actor(stage.cast.gail):
        assert never_asked(TODAY - YEAR, TODAY) == []


def test_a_simulated_bid_says_that_a_team_is_not_available(stage: Stage) -> None:
    mark_away(
        actor=stage.cast.cass, capability=stage.surveillance, team=1, from_on=FROM,
        until_on=UNTIL, because="Training",
    )  # fmt: skip
    words = ("--from-on", str(FROM), "--until-on", str(UNTIL))
    said = terminal(stage.cast.gail, "tasking", "simulate-bid", "surveillance", *words).output
    assert "Would have to give way: Not available: Training, team 1, 15 days" in said
    assert "A team is free for as long from 23 March 2021." in said
    address = f"/capabilities/surveillance/simulate?from_on={FROM}&until_on={UNTIL}"
    [row] = Machine(stage.cast.gail).get(address).json()["gives_way"]
    assert (row["bid"], row["away_because"]) == (None, "Training")


def test_a_simulated_bid_names_the_work_that_gives_way(stage: Stage) -> None:
    cast = stage.cast
    assert simulate(stage.surveillance, FROM, UNTIL).team == 1
    made = stage.supported(stage.ocg())
    allocate(actor=cast.cass, bid=made, from_on=FROM, until_on=UNTIL)
    address = f"/demand/simulate/?capability=surveillance&from_on={FROM}&until_on={UNTIL}"
    page = browser(cast.gail).get(address).content.decode()
    assert made.ref in page
    assert "A team is free for as long from 23 March 2021" in page
    page = browser(cast.olive).get(address).content.decode()
    assert "A bid that you cannot see" in page
    assert made.ref not in page
    answer = Machine(cast.gail).get(
        f"/capabilities/surveillance/simulate?from_on={FROM}&until_on={UNTIL}"
    )
    assert answer.json()["gives_way"] == [
        {"team": 1, "days": 15, "bid": made.ref, "away_because": None}
    ]
    said = terminal(
        cast.olive, "tasking", "simulate-bid", "surveillance", "--from-on", str(FROM),
        "--until-on", str(UNTIL),
    )  # fmt: skip
    assert "cannot see" in said.output
    assert browser(cast.gail).get("/demand/simulate/?capability=surveillance").status_code == 422
