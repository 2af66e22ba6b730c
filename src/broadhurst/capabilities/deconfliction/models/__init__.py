"""Entries and their keys, checks and receipts, planned events, hits and their two sides."""

from broadhurst.capabilities.deconfliction.models.events import Event
from broadhurst.capabilities.deconfliction.models.hits import Hit, HitSide, Reasons
from broadhurst.capabilities.deconfliction.models.targets import Check, Entry, Key, Kind, Stopped

__all__ = [
    "Check",
    "Entry",
    "Event",
    "Hit",
    "HitSide",
    "Key",
    "Kind",
    "Reasons",
    "Stopped",
]
