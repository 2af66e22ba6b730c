"""Two officers act at the same moment, with real commits."""

from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.lapse_interims import lapse_interims
from broadhurst.capabilities.tasking.commands.ratify import ratify
from broadhurst.capabilities.tasking.models import Booking, Decision
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals, while_it_waits
from tests.conftest import NOW
from tests.tasking.stage import FROM, UNTIL, Stage, as_seen_by
from tests.tasking.test_interim import WEEK, interim


def test_the_last_team_is_given_once(committed_stage: Stage) -> None:
    stage = committed_stage
    bids = [stage.supported(stage.ocg()) for _ in range(2)]
    outcomes = at_once(
        *(
            lambda one=one: allocate(actor=stage.cast.cass, bid=one, from_on=FROM, until_on=UNTIL)
            for one in bids
        )
    )
    refused = refusals(outcomes)
    assert len(refused) == 1
    assert "Its one team is taken" in refused[0]
    assert Booking.objects.count() == 1


def test_a_bid_is_concluded_once(committed_stage: Stage) -> None:
    stage, tess = committed_stage, committed_stage.cast.tess
    made = stage.bid()
    outcomes = at_once(
        lambda: decide(actor=tess, bid=made, outcome="supported", reason=""),
        lambda: decide(actor=tess, bid=made, outcome="declined", reason="Too old."),
    )
    assert refusals(outcomes)
    with as_actor(stage.cast.gail):
        assert Decision.objects.count() == 1
    assert as_seen_by(tess, made).stage in ("decided", "declined")


def test_the_same_is_asked_for_once(committed_stage: Stage) -> None:
    stage = committed_stage
    ocg = stage.ocg()
    refused = refusals(at_once(lambda: stage.bid(ocg), lambda: stage.bid(ocg)))
    assert len(refused) == 1
    assert "already made this request" in refused[0]


def test_what_is_ratified_while_the_meeting_closes_does_not_lapse(committed_stage: Stage) -> None:
    stage, tess = committed_stage, committed_stage.cast.tess
    made, meeting = interim(stage)
    outcomes = while_it_waits(
        lambda: ratify(actor=tess, bid=made, is_ratified="yes"),
        lambda: hold_meeting(actor=tess, meeting=meeting),
        at=NOW + WEEK,
    )
    assert not refusals(outcomes)
    with as_actor(tess):
        outcomes_in_order = list(Decision.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes_in_order == ["supported", "ratified"]
    assert as_seen_by(tess, made).stage == "decided"


def test_it_lapses_once_when_the_meeting_closes_as_the_job_runs(committed_stage: Stage) -> None:
    stage, tess = committed_stage, committed_stage.cast.tess
    _, meeting = interim(stage)
    at_once(
        lambda: hold_meeting(actor=tess, meeting=meeting),
        lambda: lapse_interims(actor=stage.cast.system),
        lambda: lapse_interims(actor=stage.cast.system),
        at=NOW + 2 * WEEK,
    )
    with as_actor(stage.cast.gail):
        assert Decision.objects.filter(outcome="lapsed").count() == 1
