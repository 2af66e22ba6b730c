"""What is loaded is not looked through for garbage again; what is made afterwards is."""

import gc
import weakref

from broadhurst.foundation.collecting import AT_A_TIME, leave_what_is_loaded


class Ring:
    """Refers to itself, so that only the collector can end it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_made_afterwards_is_still_collected() -> None:
    before = gc.get_threshold()
    loaded = Ring()
    seen, kept = weakref.ref(Ring()), weakref.ref(loaded)
    try:
        leave_what_is_loaded()
        assert gc.get_threshold() == AT_A_TIME
        assert gc.get_freeze_count() > 0
        assert seen() is None, "what was garbage by then is not kept"
        del loaded
        later = weakref.ref(Ring())
        gc.collect()
        assert (kept() is None, later() is None) == (False, True)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
