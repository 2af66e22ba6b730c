"""Two officers act at the same moment, with real commits."""

from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.models import Booking, Decision
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.tasking.stage import FROM, UNTIL, Stage, as_seen_by


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
