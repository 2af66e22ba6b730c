"""The job that chases the owners of findings."""

from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import daily

BY_HAND = "broadhurst tracking chase --as broadhurst"


@daily(
    5, 30, "chase-findings",
    what="Notify owners of findings whose deadline or milestone is near or has passed",
    by_hand=BY_HAND,
)  # fmt: skip
def chase() -> None:
    """Notify the owners, once for each date."""
    chase_findings(actor=actor_of_system())
