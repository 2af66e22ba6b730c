"""Two at the same moment, with real commits."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.people import Cast
from tests.safeguarding.story import person, referral


def together(*calls: Callable[[], object]) -> list[str]:
    """Run each call in a thread of its own, all from one barrier; how each ended."""
    barrier = Barrier(len(calls))
    ended: list[str] = []

    def step(call: Callable[[], object]) -> None:
        try:
            with clock.set_to(NOW):
                barrier.wait(timeout=10)
                call()
            ended.append("done")
        except Refused as refused:
            ended.append(" ".join(refused.objections))
        finally:
            connections.close_all()

    threads = [Thread(target=step, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return ended


def test_two_of_the_team_acknowledge_once(committed: Cast) -> None:
    sent = referral(committed, committed.ocg())
    ended = together(*(lambda: acknowledge(actor=committed.sid, referral=sent),) * 2)
    assert sorted(one[:26] for one in ended) == ["This referral is acknowled", "done"]
    with seen_as(committed.sid):
        assert Event.objects.filter(verb="referral.acknowledged").count() == 1


def test_two_refer_the_same_person_once(committed: Cast) -> None:
    ocg = committed.ocg()
    who = person(committed, ocg)

    def sent_by(actor: Actor) -> Callable[[], object]:
        return lambda: refer(
            actor=actor, ocg=ocg, person=who, destination="mash", team=committed.sid.unit,
            consent="not_needed",
        )  # fmt: skip

    ended = together(sent_by(committed.gail), sent_by(committed.len))
    assert sum(one == "done" for one in ended) == 1
    with seen_as(committed.sid):
        assert Referral.objects.count() == 1
