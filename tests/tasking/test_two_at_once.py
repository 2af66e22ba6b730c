"""Two people at the same moment, with real commits."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import IntegrityError, connections

from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.models import Booking, Decision
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.tasking.stage import FROM, UNTIL, Stage, as_seen_by


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of them at one moment; what each refusal said."""
    start, refused = Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        try:
            with clock.set_to(NOW):
                start.wait()
                act()
        except Refused as no:
            refused.extend(no.objections)
        except IntegrityError as clash:
            refused.append(str(clash))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_the_last_team_is_given_once(committed_stage: Stage) -> None:
    stage = committed_stage
    bids = [stage.supported(stage.ocg()) for _ in range(2)]
    refused = at_once(
        *(
            lambda one=one: allocate(actor=stage.cast.cass, bid=one, from_on=FROM, until_on=UNTIL)
            for one in bids
        )
    )
    assert len(refused) == 1
    assert "Its one team is allocated" in refused[0]
    assert Booking.objects.count() == 1


def test_a_bid_is_concluded_once(committed_stage: Stage) -> None:
    stage, tess = committed_stage, committed_stage.cast.tess
    made = stage.bid()
    refused = at_once(
        lambda: decide(actor=tess, bid=made, outcome="supported", reason=""),
        lambda: decide(actor=tess, bid=made, outcome="declined", reason="Too old."),
    )
    assert refused
    with seen_as(stage.cast.gail):
        assert Decision.objects.count() == 1
    assert as_seen_by(tess, made).stage in ("decided", "declined")


def test_the_same_is_asked_for_once(committed_stage: Stage) -> None:
    stage = committed_stage
    ocg = stage.ocg()
    refused = at_once(lambda: stage.bid(ocg), lambda: stage.bid(ocg))
    assert len(refused) == 1
    assert "still waits" in refused[0]
