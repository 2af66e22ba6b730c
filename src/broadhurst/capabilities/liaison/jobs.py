"""The job that passes late requests up."""

from broadhurst.capabilities.liaison.commands.escalate_requests import escalate_requests
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import every_minutes

BY_HAND = "broadhurst liaison escalate --as broadhurst"


@every_minutes(
    5, "escalate-requests",
    what="Pass requests between SIO and LRO without an answer up", by_hand=BY_HAND,
)  # fmt: skip
def escalate() -> None:
    """Pass late requests up, as the system."""
    escalate_requests(actor=actor_of_system())
