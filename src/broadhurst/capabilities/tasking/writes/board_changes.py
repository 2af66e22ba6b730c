"""Record changes to a board, for its page. Not a command."""

from collections.abc import Mapping

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
    """Return the facts of a board by label. One that it does not have is an empty text."""
    return {
        "deputy chair": board.deputy.name if board.deputy else "",
        "secretary": board.secretary.name if board.secretary else "",
        "time between meetings": count(board.cadence_days, "day"),
        "terms of reference": f"“{board.terms}”" if board.terms else "",
    }


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return the changes in words, each with the fact as it was before."""
    changed = [
        _changed(label, old, after[label]) for label, old in before.items() if old != after[label]
    ]
    return "; ".join(changed) or "nothing changed"


def _changed(label: str, old: str, new: str) -> str:
    if not old:
        return f"{label} set to {new}"
    return f"{label} changed from {old} to {new}" if new else f"{label} removed: it was {old}"
