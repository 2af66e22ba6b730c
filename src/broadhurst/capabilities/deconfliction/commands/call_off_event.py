"""Cancel the event of a request that was withdrawn.

The request's command calls this.
"""

from broadhurst.capabilities.deconfliction import meeting
from broadhurst.capabilities.deconfliction.commands.cancel_event import cancelled
from broadhurst.capabilities.deconfliction.matching import flagging
from broadhurst.foundation.access.actor import Actor


def call_off_event(*, actor: Actor, ref: str, reason: str) -> None:
    """Cancel a planned or live event of any unit, whatever the actor's roles.

    The officer who withdraws the work decides that its event is off. The event's unit is notified.
    """
    planned = flagging.planned_lately(actor.officer)
    meeting.wait_for_others()
    if event := meeting.locked_to_come(ref):
        cancelled(actor, event, reason, planned)
