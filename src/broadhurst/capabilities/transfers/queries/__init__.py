"""Queries of transfers.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
"""

from broadhurst.capabilities.transfers.queries.moving import (
    bodies_of,
    expected_lro,
    has_owned,
    linked_unit,
    locked,
    may_accept,
    open_transfer,
    pack_of,
    parts_of,
    progress,
    receiving_units,
    transfers,
)
from broadhurst.capabilities.transfers.queries.packing import sections_of
from broadhurst.capabilities.transfers.queries.risks import FoundRisk, found_risks
from broadhurst.capabilities.transfers.queries.shown import after_acceptance, on_ocg, waiting_for

__all__ = [
    "FoundRisk",
    "after_acceptance",
    "bodies_of",
    "expected_lro",
    "found_risks",
    "has_owned",
    "linked_unit",
    "locked",
    "may_accept",
    "on_ocg",
    "open_transfer",
    "pack_of",
    "parts_of",
    "progress",
    "receiving_units",
    "sections_of",
    "transfers",
    "waiting_for",
]
