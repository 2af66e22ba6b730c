"""The garbage collector skips objects that are already loaded, and collects later ones."""

import gc
import subprocess
import sys
import weakref

from broadhurst.foundation.gc_tuning import AT_A_TIME, freeze_heap, without_collecting


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


def test_loading_is_not_collected_and_then_left_out() -> None:
    before = gc.get_freeze_count()
    with without_collecting():
        assert not gc.isenabled()
        loaded = Ring()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    kept = weakref.ref(loaded)
    del loaded
    later = weakref.ref(Ring())
    gc.collect()
    assert (kept() is None, later() is None) == (False, True)


def test_the_program_runs_with_its_modules_left_out() -> None:
    """To scan them took more than half of the time of a short command."""
    asks = "import gc, sys; sys.argv = ['broadhurst', '--help']\n"
    asks += "from broadhurst.__main__ import main\n"
    asks += "try: main()\nexcept SystemExit: print(gc.isenabled(), gc.get_freeze_count())"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)  # noqa: S603
    enabled, frozen = done.stdout.splitlines()[-1].split()
    assert enabled == "True"
    assert int(frozen) > 100_000
