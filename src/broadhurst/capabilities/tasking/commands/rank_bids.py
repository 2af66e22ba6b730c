"""Put the bids that wait for a board in the order of their priority."""

from collections.abc import Sequence

from broadhurst.capabilities.tasking.models import Board
from broadhurst.capabilities.tasking.queries.bids import waiting_at
from broadhurst.capabilities.tasking.rules.deciding import objections_to_rank
from broadhurst.capabilities.tasking.rules.seats import objections_to_convene
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import InOrderField, TextAreaField
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.workflow import refuse_if

PLACES = 10


class RankBidsForm(CommandForm):
    order = InOrderField(
        label="Order", help_text="The most important bid first.", each="Bid", most=PLACES
    )
    because = TextAreaField(
        label="Reason",
        help_text="For example, “A firearms threat comes first”. Do not name an OCG.",
        max_length=400,
        rows=2,
    )

    def narrow_choices(self) -> None:
        """Offer the bids that wait for this board, in their order now."""
        rows = list(waiting_at(self.subject["board"]))
        self.fields["order"].choices = [(bid.ref, bid.title) for bid in rows]  # type: ignore[attr-defined]
        self.fields["order"].initial = [bid.ref for bid in rows if bid.priority]


@for_record(objections_to_convene)
@command
def rank_bids(*, actor: Actor, board: Board, order: Sequence[str], because: str) -> Board:
    """Set the order of the bids that wait. The others come after, oldest first."""
    board = lock(Board.objects.select_related("unit"), board)
    waiting = list(waiting_at(board))
    refuse_if(
        objections_to_convene(actor, board)
        or objections_to_rank(order, [bid.ref for bid in waiting])
    )

    for bid in waiting:
        bid.priority = order.index(bid.ref) + 1 if bid.ref in order else None
        bid.priority_because = because if bid.priority else ""
        bid.save(update_fields=["priority", "priority_because"])

    record(
        actor,
        "board.bids_ranked",
        board.ref,
        dossier=None,
        tell=[board.unit],
        board=board.unit.name,
        many=count(len(order), "bid"),
        because=because,
    )
    return board
