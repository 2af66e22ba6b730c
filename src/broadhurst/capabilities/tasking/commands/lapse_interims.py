"""Let interim decisions lapse whose next meeting passed, if nobody closed it (rule 15)."""

from broadhurst.capabilities.tasking.queries.ratifying import interims_past_closing
from broadhurst.capabilities.tasking.rules.deciding import (
    CLOSE_WITHIN,
    objections_to_lapse_by_clock,
)
from broadhurst.capabilities.tasking.writes.lapse import lapse_unratified
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.workflow import refuse_if

WHY = "interim decisions of boards that no meeting ratified in time, to let them lapse"


class LapseInterimsForm(CommandForm):
    """The form has no fields, because the time alone decides which decisions lapse."""


@command
def lapse_interims(*, actor: Actor) -> int:
    """Let the interim decisions lapse whose meeting nobody closed in time. Return how many.

    The meeting stays open: the board closes it later, and its other bids are carried over then.
    """
    refuse_if(objections_to_lapse_by_clock(actor.roles))

    with elevated(WHY):
        lapsed = 0
        for bid, meeting in list(interims_past_closing()):
            reason = (
                f"Nobody closed the meeting of {meeting} within "
                f"{count(CLOSE_WITHIN, 'working day')}, and it did not ratify this decision."
            )
            lapsed += lapse_unratified(actor, bid, meeting, reason)

    record(actor, "interims.lapsed", "tasking", dossier=None, count=lapsed, past_the_wall=WHY)
    return lapsed
