"""Complete an action of a meeting."""

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.forms import to_move
from broadhurst.capabilities.meetings.writes.closing import close
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField


class CompleteActionForm(CommandForm):
    outcome = TextAreaField(
        label="Outcome",
        help_text="Say what was done. The board can read it.",
        max_length=2000,
        rows=3,
    )


@for_record(to_move("complete"))
@command
def complete_action(*, actor: Actor, action: MeetingAction, outcome: str) -> MeetingAction:
    """Record that an action is done, as its owner or for them."""
    action = close(actor, action, "complete", outcome)

    board = action.meeting.board.unit
    record(
        actor, "meeting_action.completed", action.ref, dossier=action.dossier,
        tell=[board, action.owner], board=board.name,
    )  # fmt: skip
    return action
