"""How many hits are open on OCGs: a room above counts them, and names itself here.

A list of OCGs says where a match was found, and the register leans on no room above it. So
deconfliction adds its count when the site starts (its `apps.py`), as it does in `watching.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class Counter(Protocol):
    """Counts the open hits of some OCGs, by their keys; an OCG without any may be left out."""

    def __call__(self, ocgs: Iterable[Any]) -> Mapping[int, int]: ...


COUNTERS: list[Counter] = []


def count_open_hits(ocgs: Iterable[Any]) -> None:
    """Set `open_hits` of each OCG: of all of them in one query."""
    rows = list(ocgs)
    for counter in COUNTERS:
        found = counter(rows)
        for ocg in rows:
            ocg.open_hits = found.get(ocg.pk, 0)
