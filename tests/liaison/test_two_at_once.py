"""Two at the same moment, with real commits."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.liaison.story import asked
from tests.people import Cast


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


def test_entries_written_at_once_get_consecutive_numbers(committed: Cast) -> None:
    ocg = committed.ocg()

    def written_by(actor: Actor) -> Callable[[], object]:
        return lambda: decide_jointly(
            actor=actor, ocg=ocg, made_at=NOW, decision="Hold.", rationale="Not yet."
        )

    ended = together(*(written_by(actor) for actor in (committed.gail, committed.len) * 2))
    assert ended == ["done"] * 4
    with seen_as(committed.gail):
        assert sorted(LogEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_accepted_and_refused_at_once_it_is_answered_once(committed: Cast) -> None:
    request = asked(committed)
    ended = together(
        lambda: accept(actor=committed.len, lead_request=request),
        lambda: refuse(actor=committed.len, lead_request=request, reason="No officers."),
    )
    assert sum(one == "done" for one in ended) == 1
