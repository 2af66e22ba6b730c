"""Change who can see an OCG after a decision on a bid.

Not a command: `decide` calls it.
"""

from datetime import timedelta

from broadhurst.capabilities.tasking.models import Bid, Board, Capability
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant

# The chair can follow the new transfer for this long. Policy of this project.
SEES_ADOPTION_THROUGH = timedelta(days=28)


def move_access(bid: Bid, decided_by: Board, given: Capability | None) -> None:
    """Give access to the OCG, then end the access of the board that decided.

    The board's access ends last, because its chair makes these changes. Every unit keeps access to
    the bid and its decisions, because they are its own record too.
    """
    board, ocg = Grant.Why.BOARD, bid.ocg.dossier
    new_access = (
        [Sight(given.provider, Grant.Level.WORK, Grant.Why.SUPPORT, bid.ref)] if given else []
    )
    if bid.board != decided_by:
        new_access.append(Sight(bid.board.unit, Grant.Level.SEE, board, bid.ref))
    for sight in new_access:
        grants.give(bid.dossier, sight)
        grants.give(ocg, sight)
    if bid.stage == Bid.Stage.ADOPTED:
        until, basis = clock.now() + SEES_ADOPTION_THROUGH, f"{bid.ref}, adopted in full"
        grants.give(ocg, Sight(decided_by.unit, Grant.Level.SEE, board, basis, until))
    if bid.board != decided_by or bid.stage in ENDED:
        grants.end(ocg, decided_by.unit, board, bid.ref)
