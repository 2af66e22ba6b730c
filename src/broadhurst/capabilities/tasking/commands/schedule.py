"""Schedule a meeting of a board."""

from datetime import datetime

from broadhurst.capabilities.tasking.models import Board, Meeting
from broadhurst.capabilities.tasking.rules.seats import objections_to_convene
from broadhurst.capabilities.tasking.rules.supplying import objections_to_schedule
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.workflow import refuse_if


class ScheduleForm(CommandForm):
    at = DateTimeField(label="Day and time of the meeting", noun="day and time of the meeting")


@for_record(objections_to_convene)
@command
def schedule(*, actor: Actor, board: Board, at: datetime) -> Meeting:
    """Schedule a meeting, so that bids can go on its agenda."""
    board = lock(Board.objects.select_related("unit"), board)
    is_planned = board.meetings.filter(at=at).exists()
    refuse_if(objections_to_schedule(actor, board, at=at, is_planned=is_planned, now=clock.now()))

    meeting = Meeting.objects.create(ref=new_reference("MTG"), board=board, at=at)

    record(
        actor,
        "meeting.scheduled",
        meeting.ref,
        dossier=None,
        tell=[board.unit],
        board=board.unit.name,
        at=words.moment(at),
    )
    return meeting
