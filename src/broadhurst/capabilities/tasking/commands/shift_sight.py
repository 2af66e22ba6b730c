"""Who sees an OCG after a decision on a bid. Not a command: `decide` calls it."""

from datetime import timedelta

from broadhurst.capabilities.tasking import rules
from broadhurst.capabilities.tasking.models import Bid, Board, Capability
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant

# So that the chair can see the transfer that was opened; policy of this project.
SEES_ADOPTION_THROUGH = timedelta(days=28)


def shift_sight(bid: Bid, before: Board, given: Capability | None) -> None:
    """Who gains sight of the OCG, then who loses it: the chair last, who does this.

    Of the bid itself, with its decisions, each keeps sight: it is their own record too.
    """
    board, ocg = Grant.Why.BOARD, bid.ocg.dossier
    gained = [Sight(given.provider, Grant.Level.WORK, Grant.Why.SUPPORT, bid.ref)] if given else []
    if bid.board != before:
        gained.append(Sight(bid.board.unit, Grant.Level.SEE, board, bid.ref))
    for sight in gained:
        grants.give(bid.dossier, sight)
        grants.give(ocg, sight)
    if bid.stage == Bid.Stage.ADOPTED:
        until, because = clock.now() + SEES_ADOPTION_THROUGH, f"{bid.ref}, adopted in full"
        grants.give(ocg, Sight(before.unit, Grant.Level.SEE, board, because, until))
    if bid.board != before or bid.stage in rules.ENDED:
        grants.end(ocg, before.unit, board, bid.ref)
