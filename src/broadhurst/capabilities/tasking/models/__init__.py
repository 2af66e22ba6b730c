"""Models of tasking."""

from broadhurst.capabilities.tasking.models.bids import Bid, Question
from broadhurst.capabilities.tasking.models.boards import (
    Board,
    Booking,
    Capability,
    Demand,
    Meeting,
)
from broadhurst.capabilities.tasking.models.decisions import Allocation, Decision

__all__ = [
    "Allocation",
    "Bid",
    "Board",
    "Booking",
    "Capability",
    "Decision",
    "Demand",
    "Meeting",
    "Question",
]
