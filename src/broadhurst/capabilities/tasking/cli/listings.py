"""The lists of tasking at the terminal: bids, directions, boards and capabilities."""

from typing import Any

from broadhurst.capabilities.tasking.lists.bids import BIDS, DIRECTIONS
from broadhurst.capabilities.tasking.lists.boards import BOARDS, CAPABILITIES
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.foundation.govuk.words import count, in_sentence, moment
from broadhurst.foundation.lists import cli as lists


def direction_of(direction: Direction) -> str:
    """Return a line about a direction."""
    stage = in_sentence(direction.get_stage_display())
    return f"{direction.ref}  {direction.recipient.name}, {direction.given_on}, {stage}"


def bid_line(row: Any) -> str:
    """Return a line about a bid."""
    request = row.capability.code if row.capability else row.ask
    match = "  Match found" if row.open_hits else ""
    return f"{row.ref}  {row.stage}  {request}  {row.board.ref}{match}"


def board_line(board: Any) -> str:
    """Return a board with its next meeting and the bids that wait at it, as a line of text."""
    meets = f"meets {moment(board.next_at)}" if board.next_at else "no meeting planned"
    waiting = f"{count(board.waiting, 'bid')} waiting"
    return f"{board.ref}  {board.unit.name}, {board.get_level_display()}  {meets}  {waiting}"


def capability_line(row: Any) -> str:
    """Return a capability with the number of its teams that are taken, as a line of text."""
    authority = ", needs statutory authority" if row.needs_statutory_authority else ""
    allocated = f"{row.taken} of {row.capacity} allocated"
    days = count(row.lead_time_days, "working day")
    return f"{row.code}  {row.name}, {row.provider.name}  {allocated}  {days}{authority}"


LISTINGS = (
    lists.listing("list", BIDS, says=bid_line, summary="List the bids you can see, newest first."),
    lists.listing(
        "directions",
        DIRECTIONS,
        says=direction_of,
        summary="List the directions of the NCA you can see.",
    ),
    lists.listing("boards", BOARDS, says=board_line, summary="List the tasking boards."),
    lists.listing(
        "capabilities",
        CAPABILITIES,
        says=capability_line,
        summary="List the capabilities, with how many teams are taken.",
    ),
)
