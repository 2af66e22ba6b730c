"""Reads of this room. The wall decides what is there: a unit reads its own entries and sides."""

from broadhurst.capabilities.deconfliction.queries.checks import entries_of, is_fresh, latest_check
from broadhurst.capabilities.deconfliction.queries.desks import contact_of, desk_of, duty_of
from broadhurst.capabilities.deconfliction.queries.hits import (
    open_hits,
    sides,
    sides_of,
    waiting_for,
)
from broadhurst.capabilities.deconfliction.queries.on_ocg import on_ocg

__all__ = [
    "contact_of",
    "desk_of",
    "duty_of",
    "entries_of",
    "is_fresh",
    "latest_check",
    "on_ocg",
    "open_hits",
    "sides",
    "sides_of",
    "waiting_for",
]
