"""A check that adds to several hits takes their sides in the order in which others do."""

from threading import Event, Thread

from django.db import connections, transaction

from broadhurst.capabilities.deconfliction.matching.raising import SHARED_TOO
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.statements import array, send
from tests.at_once import somebody_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.people import Cast

WHY = "to see in a test which sides are held"


def test_it_holds_none_that_come_after_the_one_for_which_it_waits(committed: Cast) -> None:
    """Whoever answered the first and another at once had the second, and was stopped by it."""
    for phone in ("07700 900123", "07700 900456"):
        asked(committed.olive, phone=[phone])
        asked(committed.gail, phone=[phone])
    with elevated(WHY):
        every = list(HitSide.objects.order_by("pk"))
        # As PostgreSQL keeps what is written last, the first now comes last in its table.
        HitSide.objects.filter(pk=every[0].pk).update(level=0)
    hits, ended = sorted({side.hit_id for side in every}), Event()

    def add() -> None:
        try:
            with clock.set_to(NOW), transaction.atomic(), elevated(WHY):
                send(SHARED_TOO, {"hits": array(hits), "keys": array([1, 2])})
        finally:
            ended.set()
            connections.close_all()

    adding = Thread(target=add)
    with transaction.atomic(), elevated(WHY):
        HitSide.objects.select_for_update(no_key=True).get(pk=every[0].pk)
        adding.start()
        assert somebody_waits(ended), "it did not wait"
        free = HitSide.objects.select_for_update(no_key=True, skip_locked=True).order_by("pk")
        assert list(free) == every
    adding.join()
    with elevated(WHY):
        added = {side.hit_id: {1, 2} & {*side.shared} for side in HitSide.objects.all()}
    assert added == {hits[0]: {1}, hits[1]: {2}}
