"""The job that lets interim decisions lapse, if nobody closes the meeting that ratifies them."""

from broadhurst.capabilities.tasking.commands.lapse_interims import lapse_interims
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import daily

BY_HAND = "broadhurst tasking lapse-interims --as broadhurst"


@daily(
    4, 0, "lapse-interims",
    what="Let interim decisions lapse whose meeting nobody closed in time", by_hand=BY_HAND,
)  # fmt: skip
def lapse() -> None:
    """Let them lapse, as the system."""
    lapse_interims(actor=actor_of_system())
