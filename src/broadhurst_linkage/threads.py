"""Run compiled code that releases Python's lock on parts of a range."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from os import sched_getaffinity
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def cores() -> int:
    """Return how many processors this process may use."""
    return len(sched_getaffinity(0))


def in_parts(run: Callable[[int, int], T], count: int, parts: int = 0) -> list[T]:
    """Call `run(low, high)` on parts of range(count); return results in order."""
    edges = np.linspace(0, count, (parts or cores()) + 1).astype(int).tolist()
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(run, edges[:-1], edges[1:]))
