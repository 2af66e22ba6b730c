"""Count the open hits on OCGs. Deconfliction supplies the counter.

A list of OCGs shows which have a match, but the register imports no capability that builds on it.
So deconfliction adds its counter to `COUNTERS` when the site starts (its `apps.py`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class Counter(Protocol):
    """A function that counts the open hits of OCGs, by id.

    OCGs without hits may be left out.
    """

    def __call__(self, ocgs: Iterable[Any]) -> Mapping[int, int]: ...


COUNTERS: list[Counter] = []


def count_open_hits(ocgs: Iterable[Any]) -> None:
    """Set `open_hits` on each OCG, with one query for all of them."""
    rows = list(ocgs)
    for counter in COUNTERS:
        counts = counter(rows)
        for ocg in rows:
            ocg.open_hits = counts.get(ocg.pk, 0)
