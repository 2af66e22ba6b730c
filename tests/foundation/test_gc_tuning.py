"""The garbage collector skips objects that are already loaded, and collects later ones."""

import gc
import weakref

from broadhurst.foundation.gc_tuning import AT_A_TIME, freeze_heap


class Ring:
    """An object that refers to itself, so that only the garbage collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_made_afterwards_is_still_collected() -> None:
    gc.unfreeze()  # tests/conftest.py has frozen what all tests share
    gc.set_threshold(700, 10, 10)
    loaded = Ring()
    seen, kept = weakref.ref(Ring()), weakref.ref(loaded)
    try:
        freeze_heap()
        assert gc.get_threshold() == AT_A_TIME
        assert gc.get_freeze_count() > 0
        assert seen() is None, "what was garbage by then is not kept"
        del loaded
        later = weakref.ref(Ring())
        gc.collect()
        assert (kept() is None, later() is None) == (False, True)
    finally:
        gc.unfreeze()
        freeze_heap()
