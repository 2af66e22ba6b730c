"""The jobs of this room, which the system runs by the clock."""

from broadhurst.capabilities.deconfliction.commands.count_names import count_names
from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import daily

BY_HAND = "broadhurst deconfliction {} --as broadhurst"


@daily(3, 0, "expire", what="Delete expired entries and events", by_hand=BY_HAND.format("expire"))
def expire_entries() -> None:
    """Delete expired entries and events, as the system."""
    expire(actor=actor_of_system())


@daily(
    3, 20, "count-names",
    what="Count which names are common", by_hand=BY_HAND.format("count-names"),
)  # fmt: skip
def count_common_names() -> None:
    """Count which names are common, as the system."""
    count_names(actor=actor_of_system())
