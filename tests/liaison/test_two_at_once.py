"""Two officers act at the same moment, with real commits."""

from collections.abc import Callable

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.models import LogEntry, Meeting, Request
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.liaison.story import asked
from tests.people import Cast


def test_entries_written_at_once_get_consecutive_numbers(committed: Cast) -> None:
    ocg = committed.ocg()

    def written_by(actor: Actor) -> Callable[[], object]:
        return lambda: decide_jointly(
            actor=actor, ocg=ocg, made_at=NOW, decision="Hold.", rationale="Not yet."
        )

    outcomes = at_once(*(written_by(actor) for actor in (committed.gail, committed.len) * 2))
    assert refusals(outcomes) == []
    with as_actor(committed.gail):
        assert sorted(LogEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_accepted_and_refused_at_once_it_is_answered_once(committed: Cast) -> None:
    request = asked(committed)
    outcomes = at_once(
        lambda: accept(actor=committed.len, lead_request=request),
        lambda: refuse(actor=committed.len, lead_request=request, reason="No officers."),
    )
    assert len(refusals(outcomes)) == 1


def test_the_same_is_asked_twenty_times_at_once_and_stands_once(committed: Cast) -> None:
    """Twenty equal requests once got through.

    The other lead then had to answer all of them.
    """
    ocg = committed.ocg()
    texts = ["Search the lock-up.", "search  the lock-up"] * 10
    outcomes = at_once(
        *(
            lambda text=text: ask(actor=committed.gail, ocg=ocg, kind="other", what=text)
            for text in texts
        )
    )
    with as_actor(committed.gail):
        (one,) = Request.objects.all()
    assert refusals(outcomes) == [
        f"The same request is open as {one.ref}. Wait for its answer."
    ] * (len(texts) - 1)


def test_the_same_meeting_is_recorded_twenty_times_at_once_and_stands_once(
    committed: Cast,
) -> None:
    ocg = committed.ocg()
    leads = [committed.gail, committed.len] * 10
    outcomes = at_once(
        *(
            lambda actor=actor: record_meeting(actor=actor, ocg=ocg, met_on=NOW.date())
            for actor in leads
        )
    )
    told = "A meeting on that day is already recorded."
    assert refusals(outcomes) == [told] * (len(leads) - 1)
    with as_actor(committed.gail):
        assert Meeting.objects.count() == 1
