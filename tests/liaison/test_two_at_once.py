"""Two at the same moment, with real commits."""

from collections.abc import Callable

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
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
    with seen_as(committed.gail):
        assert sorted(LogEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_accepted_and_refused_at_once_it_is_answered_once(committed: Cast) -> None:
    request = asked(committed)
    outcomes = at_once(
        lambda: accept(actor=committed.len, lead_request=request),
        lambda: refuse(actor=committed.len, lead_request=request, reason="No officers."),
    )
    assert len(refusals(outcomes)) == 1
