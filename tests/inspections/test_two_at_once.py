"""Two at the same moment, with real commits."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.inspections.making import make_room
from tests.people import Cast


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, all let go together; gives what each came to."""
    gate, came_to = Barrier(len(acts)), [None] * len(acts)  # type: list[object]

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            with clock.set_to(NOW):
                gate.wait()
                came_to[place] = act()
        except Refused as refused:
            came_to[place] = refused
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came_to


def test_it_is_published_once(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    came_to = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: publish(actor=committed.pol, response=response),
    )
    assert sorted(type(one).__name__ for one in came_to) == ["Publication", "Refused"]
    assert Publication.objects.count() == 1


def test_an_answer_comes_before_publication_or_not_at_all(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    came_to = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: answer(
            actor=committed.pol, response=response, finding=room.first, answer="no_action",
            explanation="A change at the last moment.",
        ),
    )  # fmt: skip
    assert sum(isinstance(one, Refused) for one in came_to) == 1
    published = Publication.objects.filter(ref=response.ref).first()
    assert published is None or "last moment" not in published.markdown
