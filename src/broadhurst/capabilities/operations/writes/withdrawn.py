"""Mark a figure as entered in error, for the commands that correct and withdraw."""

from broadhurst.capabilities.operations.models import Outcome
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor


def withdraw(actor: Actor, outcome: Outcome, because: str) -> None:
    """Withdraw a figure with the reason. The database lets only these columns change."""
    outcome.withdrawn_at = clock.now()
    outcome.withdrawn_by = actor.officer
    outcome.withdrawn_because = because
    outcome.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    public_copies.changed(outcome)
