"""Run commands at the same moment, in threads with real commits.

For tests that use the `committed` fixture.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Event, Thread
from typing import Any

from django.db import IntegrityError, connections, transaction

from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW

Act = Callable[[], Any]
PATIENCE = 30
PAUSE = 0.01  # seconds between two looks
SOMEBODY_WAITS = """
    SELECT EXISTS (
        SELECT 1 FROM pg_locks asked
        JOIN pg_locks held ON held.pid = asked.pid
        JOIN pg_database d ON d.oid = held.database AND d.datname = current_database()
        WHERE NOT asked.granted
    )
"""


def at_once(*acts: Act, at: datetime = NOW) -> list[Any]:
    """Run each act in its own thread, all starting together.

    Return their results in order. A refused act gives its Refused or IntegrityError.
    """
    gate, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Act) -> None:
        try:
            with clock.set_to(at):
                gate.wait(PATIENCE)
                outcomes[place] = act()
        except (Refused, IntegrityError) as refused:
            outcomes[place] = refused  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return outcomes


def while_it_waits(first: Act, second: Act, at: datetime = NOW) -> list[Any]:
    """Commit the first act only once the second waits for its locks."""
    entered, ended = Event(), Event()

    def slowly() -> Any:
        with transaction.atomic():
            try:
                outcome = first()
            finally:
                entered.set()
            assert somebody_waits(ended), "the second did not wait"
        return outcome

    def meanwhile() -> Any:
        entered.wait(PATIENCE)
        try:
            return second()
        finally:
            ended.set()

    return at_once(slowly, meanwhile, at=at)


def somebody_waits(ended: Event) -> bool:
    """Wait until a session waits for a lock or `ended` is set.

    Return whether a session waits.
    """
    waits = False
    with connections["default"].cursor() as cursor:
        while not (waits or ended.is_set()):
            cursor.execute(SOMEBODY_WAITS)
            waits = cursor.fetchone()[0]
            if not waits:
                ended.wait(PAUSE)
    return waits


def refusals(outcomes: list[Any]) -> list[str]:
    """Return the messages of the refused acts."""
    return [str(one) for one in outcomes if isinstance(one, Exception)]
