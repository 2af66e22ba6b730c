"""Close a meeting. Bids that it did not decide move to the next meeting.

Interim decisions that it did not ratify lapse (rule 15).
"""

from datetime import datetime, timedelta

from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.capabilities.tasking.queries.boards import locked_meeting, planned_meetings
from broadhurst.capabilities.tasking.queries.forms import to_hold
from broadhurst.capabilities.tasking.queries.ratifying import interims_before
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.capabilities.tasking.rules.supplying import objections_to_hold
from broadhurst.capabilities.tasking.writes.lapse import lapse_unratified
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk import words
from broadhurst.foundation.workflow import refuse_if


class HoldMeetingForm(CommandForm):
    """A form without fields.

    Decisions are already recorded, and the cadence gives the next meeting.
    """


@for_record(to_hold)
@command
def hold_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Close a meeting. If none follows, plan the next one from the board's cadence.

    It is on a working day.
    """
    meeting = locked_meeting(meeting)
    refuse_if(objections_to_hold(actor, meeting, now=clock.now()))

    board = meeting.board
    meeting.stage = Meeting.Stage.HELD
    meeting.save()
    following = planned_meetings(board).filter(at__gt=clock.now()).first()
    if following is None:
        at = _following(meeting)
        following = Meeting.objects.create(ref=new_reference("MTG"), board=board, at=at)
    lapsed = _lapse_interims(actor, meeting)
    undecided = Bid.objects.filter(meeting=meeting, stage__in=UNDECIDED)
    carried = undecided.update(meeting=following)

    record(
        actor,
        "meeting.held",
        meeting.ref,
        dossier=None,
        tell=[board.unit],
        board=board.unit.name,
        decided=meeting.decisions.count(),
        carried=carried,
        next=words.day(following.at),
        lapsed=words.count(lapsed, "interim decision") if lapsed else None,
    )
    return meeting


def _lapse_interims(actor: Actor, meeting: Meeting) -> int:
    """Let the interim decisions lapse that were made before the meeting and not ratified."""
    reason = f"The meeting of {meeting} did not ratify it."
    waiting = list(interims_before(meeting))
    return sum(lapse_unratified(actor, bid, meeting, reason) for bid in waiting)


def _following(meeting: Meeting) -> datetime:
    """Return when a board meets next: after its cadence, or on the next working day."""
    at, nation = meeting.at, meeting.board.unit.agency.nation
    while at <= clock.now():
        at += timedelta(days=meeting.board.cadence_days)
    while not clock.is_working_day(at.astimezone(clock.LONDON).date(), nation):
        at += timedelta(days=1)
    return at
