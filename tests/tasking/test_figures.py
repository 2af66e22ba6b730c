"""Figures of tasking, counted at the end of a day, with their records."""

from datetime import timedelta

from broadhurst.capabilities.tasking import figures
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.conftest import NOW
from tests.doors import browser
from tests.tasking.stage import TODAY, UNTIL, Stage

DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY


def happened(stage: Stage) -> None:
    """Make three bids on 1 March.

    The first is in place after four days, the second is declined after two, and the third waits.
    """
    tess, cass = stage.cast.tess, stage.cast.cass
    one, two, _ = (stage.bid(stage.ocg()) for _ in range(3))
    with clock.set_to(NOW + 2 * DAY):
        decide(actor=tess, bid=one, outcome="supported", reason="")
        decide(actor=tess, bid=two, outcome="declined", reason="Too old.")
        allocate(actor=cass, bid=one, from_on=TODAY + 2 * DAY, until_on=UNTIL)
    with clock.set_to(NOW + 4 * DAY):
        put_in_place(actor=cass, bid=one)


def test_how_long_access_took_as_of_a_day(stage: Stage) -> None:
    happened(stage)
    with clock.set_to(NOW + 9 * DAY), as_actor(stage.cast.gail):
        decided = figures.bid_to_decision(SEEN, None, TODAY + 2 * DAY)
        assert (decided.value, len(decided.records)) == (2.0, 2)
        assert figures.bid_to_decision(SEEN, None, TODAY + DAY).value is None
        assert figures.bid_to_in_place(SEEN, None, TODAY + 3 * DAY).value is None
        assert figures.bid_to_in_place(SEEN, TODAY, TODAY + 4 * DAY).value == 4.0
        soon = figures.bids_decided_in_time(SEEN, None, TODAY + 2 * DAY)
        assert soon.in_words == "2 of 2 bids"
        (row,) = days_by_capability(TODAY, TODAY + 4 * DAY)
        assert (row["decided"], row["to_decision"], row["to_in_place"]) == (2, 2.0, 4.0)


def test_each_period_of_a_trend_counts_its_bids(stage: Stage) -> None:
    happened(stage)
    periods = [(TODAY + n * DAY, TODAY + (n + 1) * DAY) for n in (0, 2, 4)]
    with clock.set_to(NOW + 9 * DAY), as_actor(stage.cast.gail):
        for measure in (
            figures.bids_made,
            figures.bids_declined,
            figures.bid_to_decision,
            figures.bid_to_in_place,
            figures.bids_decided_in_time,
        ):
            together = measure.count_periods(SEEN, periods)
            alone = [measure(SEEN, *period) for period in periods]
            said = [(one.in_words, one.behind, one.numerator) for one in together]
            assert said == [(one.in_words, one.behind, one.numerator) for one in alone]
            assert len(set(said)) > 1, measure.name


def test_bids_by_what_became_of_them(stage: Stage) -> None:
    happened(stage)
    with clock.set_to(NOW + 9 * DAY), as_actor(stage.cast.gail):
        assert figures.bids_made(SEEN, TODAY, TODAY).value == 3
        assert figures.bids_made(SEEN, None, YESTERDAY).value == 0
        assert figures.bids_declined(SEEN, TODAY, TODAY + 2 * DAY).value == 1
        assert figures.bids_by_outcome(None, TODAY) == {"Not decided": 3}
        assert figures.bids_by_outcome(None, TODAY + 2 * DAY) == {
            "Declined": 1, "Not decided": 1, "Supported": 1,
        }  # fmt: skip


def test_bids_by_how_far_they_have_come(stage: Stage) -> None:
    happened(stage)
    with clock.set_to(NOW + 9 * DAY):
        with as_actor(stage.cast.gail):
            assert list(figures.bids_by_stage(None, TODAY).values()) == [3, 0, 0, 0]
            assert list(figures.bids_by_stage(None, TODAY + 2 * DAY).values()) == [3, 2, 1, 0]
            assert figures.bids_by_stage(TODAY, TODAY + 4 * DAY) == {
                "Bids made": 3, "Decided": 2, "Supported or adopted": 1, "Resource in place": 1,
            }  # fmt: skip
        with as_actor(stage.cast.olive):
            assert set(figures.bids_by_stage(None, TODAY + 4 * DAY).values()) == {0}


def test_who_never_asked_is_true_for_whoever_reads(stage: Stage) -> None:
    for reader in (stage.cast.olive, stage.cast.pol):
        with as_actor(reader):
            assert figures.never_asked(SEEN, None, TODAY).value == 2
    happened(stage)
    for reader in (stage.cast.olive, stage.cast.pol):
        with as_actor(reader):
            asked = figures.never_asked(SEEN, TODAY, TODAY)
            assert [one.ref for one in asked.records] == ["eastshire"]
            assert figures.bids_made(SEEN, None, TODAY).value == 0


def test_the_page_of_capabilities_says_how_long_access_took(stage: Stage) -> None:
    happened(stage)
    with clock.set_to(NOW + 9 * DAY):
        shown = browser(stage.cast.gail).get("/capabilities/").content.decode()
    assert "Median wait for a team (days)" in shown
    assert "1 of 1" in shown


def test_a_bid_decided_after_two_weeks_is_late(stage: Stage) -> None:
    one = stage.bid(stage.ocg())
    with clock.set_to(NOW + 15 * DAY):
        decide(actor=stage.cast.tess, bid=one, outcome="declined", reason="Too old.")
    with clock.set_to(NOW + 16 * DAY), as_actor(stage.cast.gail):
        late = figures.bids_decided_in_time(SEEN, None, TODAY + 15 * DAY)
    assert late.in_words == "none of 1 bid"
