"""Garbage collector settings for processes that run long or make many objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

AT_A_TIME = (5_000, 20, 100)  # gc.set_threshold: new objects, then rounds of each generation


@contextmanager
def without_collecting() -> Iterator[None]:
    """Load modules without garbage collection, and exclude them from all that follows.

    Loading makes 800,000 objects and hardly any garbage. To scan them again and again, and once
    more at the end, took more than half of the time of a short command.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def freeze_heap() -> None:
    """Exclude all loaded objects from garbage collection, and collect less often.

    Modules and caches live as long as the process, so scanning them is wasted work. It took a fifth
    of the time, with pauses of up to a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*AT_A_TIME)
