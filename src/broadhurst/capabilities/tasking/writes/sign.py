"""Sign a decision and add it to the chain of a bid. Not a command: those that decide call it."""

from datetime import datetime
from typing import Any

from broadhurst.capabilities.tasking.models import Bid, Decision
from broadhurst.capabilities.tasking.queries.bids import latest_decision
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def sign(actor: Actor, bid: Bid, outcome: str, made_at: datetime, **details: Any) -> Decision:
    """Write a decision on a bid. It supersedes the one before. The bid is locked."""
    decision = Decision(
        dossier=bid.dossier,
        bid=bid,
        board=bid.board,
        outcome=outcome,
        supersedes=latest_decision(bid),
        decided_by=actor.officer,
        made_at=made_at,
        recorded_at=clock.now(),
        **details,
    )
    decision.signed = signature_of(decision)
    decision.save(force_insert=True)
    return decision
