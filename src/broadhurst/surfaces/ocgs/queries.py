"""Count the open hits on the OCGs of a list."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of


def count_open_hits(ocgs: Iterable[Any]) -> None:
    """Set `open_hits` on each OCG, with one query for all of them."""
    rows = list(ocgs)
    counts = counts_of(rows)
    for ocg in rows:
        ocg.open_hits = counts.get(ocg.pk, 0)
