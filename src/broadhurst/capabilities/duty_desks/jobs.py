"""Jobs of this room: what the system does with late hits, and when."""

from broadhurst.capabilities.duty_desks.commands.escalate import escalate
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import every_minutes

BY_HAND = "broadhurst deconfliction escalate --as broadhurst"


@every_minutes(5, "escalate", what="Move late hits up", by_hand=BY_HAND)
def escalate_hits() -> None:
    """Move late hits to the desk or the superior, as the system."""
    escalate(actor=actor_of_system())
