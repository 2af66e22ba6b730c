"""Record changes to a board, for its page. Not a command."""

from broadhurst.capabilities.tasking.models import Board, BoardChange
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import count


def note(actor: Actor, board: Board, text: str, because: str = "") -> None:
    """Add a change to the history of a board."""
    BoardChange.objects.create(
        board=board, text=text, because=because, by=actor.officer, at=clock.now()
    )


def facts_of(board: Board) -> dict[str, str]:
    """Return what a board says, by label."""
    return {
        "deputy chair": board.deputy.name if board.deputy else "none",
        "secretary": board.secretary.name if board.secretary else "none",
        "meets every": count(board.cadence_days, "day"),
        "terms of reference": board.terms or "none",
    }
