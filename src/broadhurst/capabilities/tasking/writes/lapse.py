"""Let an interim decision lapse.

Not commands: `ratify`, `hold_meeting` and `lapse_interims` call them.
"""

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Bid, Decision, Meeting
from broadhurst.capabilities.tasking.queries.bids import (
    allocation_of,
    locked,
    ocg_of,
    open_interim,
)
from broadhurst.capabilities.tasking.rules.bidding import RUNNING
from broadhurst.capabilities.tasking.writes.free import free
from broadhurst.capabilities.tasking.writes.sign import sign
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import record


def lapse_unratified(actor: Actor, bid: Bid, meeting: Meeting, reason: str) -> bool:
    """Lock a bid, and let its interim decision lapse. Return False if none is open any more.

    Somebody may have ratified it, or ended the bid, until the lock was free.
    """
    bid = locked(bid)
    if open_interim(bid) is None:
        return False
    lapse(actor, bid, meeting, reason)
    return True


def lapse(actor: Actor, bid: Bid, meeting: Meeting, reason: str) -> Decision:
    """End what an interim decision allowed: its team, and the access to the OCG.

    A bid that was delivered before keeps its product. The bid is locked.
    """
    decision = sign(
        actor, bid, Decision.Outcome.LAPSED, clock.now(), meeting=meeting, reason=reason
    )
    ocg, provider = ocg_of(bid), bid.given.provider if bid.given else None
    was_running = bid.stage in RUNNING
    if was_running:
        bid.stage = Bid.Stage.LAPSED
        bid.save()
        if allocation := allocation_of(bid):
            free(allocation)

    leads = current_leadership(ocg).officers() if ocg else []
    record(
        actor,
        "bid.lapsed",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, *leads, *([provider] if provider else [])],
        board=bid.board.unit.name,
        capability=bid.given.name if bid.given and was_running else None,
    )
    if was_running and ocg:
        if provider:
            grants.end(ocg.dossier, provider, Grant.Why.SUPPORT, bid.ref)
        grants.end(ocg.dossier, bid.board.unit, Grant.Why.BOARD, bid.ref)
    return decision
