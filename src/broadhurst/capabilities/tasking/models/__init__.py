"""Models of tasking."""

from broadhurst.capabilities.tasking.models.bids import Bid, Interest, Question
from broadhurst.capabilities.tasking.models.boards import (
    Attendee,
    Board,
    BoardChange,
    Booking,
    Capability,
    Demand,
    Meeting,
)
from broadhurst.capabilities.tasking.models.decisions import Allocation, Decision
from broadhurst.capabilities.tasking.models.directions import Direction

__all__ = [
    "Allocation",
    "Attendee",
    "Bid",
    "Board",
    "BoardChange",
    "Booking",
    "Capability",
    "Decision",
    "Demand",
    "Direction",
    "Interest",
    "Meeting",
    "Question",
]
