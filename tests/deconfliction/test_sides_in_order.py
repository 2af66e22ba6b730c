"""All code locks the sides of hits in the same order, so that nothing deadlocks."""

from collections.abc import Callable
from threading import Event, Thread

from django.db import connections, transaction

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.matching.sql import ADD_SHARED
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import send
from tests.at_once import somebody_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import a_hit
from tests.people import Cast

WHY = "to see in a test which sides are held"


def free_while_it_waits(act: Callable[[], object]) -> list[HitSide]:
    """Return the sides that are unlocked while an act waits for the first side."""
    ended = Event()

    def run() -> None:
        try:
            with clock.set_to(NOW), transaction.atomic(), elevated(WHY):
                act()
        finally:
            ended.set()
            connections.close_all()

    acting = Thread(target=run)
    with transaction.atomic(), elevated(WHY):
        sides = HitSide.objects.order_by("pk").select_for_update(no_key=True)
        assert sides.first()
        acting.start()
        assert somebody_waits(ended), "it did not wait"
        free = list(HitSide.objects.order_by("pk").select_for_update(no_key=True, skip_locked=True))
    acting.join()
    return free


def test_an_ocg_that_moves_holds_none_of_a_hit_while_it_waits_for_the_other(
    committed: Cast,
) -> None:
    """Otherwise it deadlocks with a desk that confirms the hit."""
    a_hit(committed)
    with elevated(WHY):
        every = list(HitSide.objects.order_by("pk"))
    assert every[0].unit == committed.olive.unit, "the other's stands first"
    ref, to = every[1].ocg_ref, committed.roz.unit
    assert free_while_it_waits(lambda: entry_lifecycle.move(ref, [], to)) == every
    with elevated(WHY):
        assert {side.unit_id for side in HitSide.objects.all()} == {every[0].unit_id, to.pk}


def test_a_check_that_adds_to_several_holds_none_that_come_after_the_one_for_which_it_waits(
    committed: Cast,
) -> None:
    """Otherwise an officer who answers several hits deadlocks with the check."""
    for phone in ("07700 900123", "07700 900456"):
        asked(committed.olive, phone=[phone])
        asked(committed.gail, phone=[phone])
    with elevated(WHY):
        every = list(HitSide.objects.order_by("pk"))
        # PostgreSQL stores an updated row last, so the first side is now last in its table.
        HitSide.objects.filter(pk=every[0].pk).update(level=0)
    hits = sorted({side.hit_id for side in every})
    given = {"hits": array(hits), "keys": array([1, 2])}
    assert free_while_it_waits(lambda: send(ADD_SHARED, given)) == every
    with elevated(WHY):
        added = {side.hit_id: {1, 2} & {*side.shared} for side in HitSide.objects.all()}
    assert added == {hits[0]: {1}, hits[1]: {2}}
