"""Two at the same moment, with real commits."""

from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.models import Publication
from tests.at_once import at_once, refusals
from tests.inspections.making import make_room
from tests.people import Cast


def test_it_is_published_once(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    outcomes = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: publish(actor=committed.pol, response=response),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Publication", "Refused"]
    assert Publication.objects.count() == 1


def test_an_answer_comes_before_publication_or_not_at_all(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    outcomes = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: answer(
            actor=committed.pol, response=response, finding=room.first, answer="no_action",
            explanation="A change at the last moment.",
        ),
    )  # fmt: skip
    assert len(refusals(outcomes)) == 1
    published = Publication.objects.filter(ref=response.ref).first()
    assert published is None or "last moment" not in published.markdown
