"""Queries of tasking.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
Boards, meetings, capabilities, bookings and demand are open to all, because they name no OCG.
"""

from broadhurst.capabilities.tasking.queries.bids import (
    allocation_of,
    bids,
    count_hits_of_each,
    is_reassessed,
    locked,
    may_adopt,
    measures_of,
    ocg_behind,
    ocg_of,
    parts_of,
    same_waiting,
    verbs_on,
)
from broadhurst.capabilities.tasking.queries.boards import (
    agenda_of,
    boards,
    boards_to_bid_to,
    capabilities,
    capabilities_on_offer,
    decisions_of,
    locked_capability,
    locked_meeting,
    members_of,
    planned_meetings,
    taken_at_once,
    units_of_boards,
)
from broadhurst.capabilities.tasking.queries.desks import on_ocg, waiting_for
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.capabilities.tasking.queries.steps import steps_of

__all__ = [
    "agenda_of",
    "allocation_of",
    "bids",
    "boards",
    "boards_to_bid_to",
    "capabilities",
    "capabilities_on_offer",
    "count_hits_of_each",
    "decisions_of",
    "is_reassessed",
    "locked",
    "locked_capability",
    "locked_meeting",
    "may_adopt",
    "measures_of",
    "members_of",
    "ocg_behind",
    "ocg_of",
    "on_ocg",
    "parts_of",
    "planned_meetings",
    "same_waiting",
    "signature_of",
    "steps_of",
    "taken_at_once",
    "units_of_boards",
    "verbs_on",
    "waiting_for",
]
