"""Withdraw an action of a meeting, with the reason."""

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.forms import to_move
from broadhurst.capabilities.meetings.writes.closing import close
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField


class WithdrawActionForm(CommandForm):
    outcome = TextAreaField(label="Reason", max_length=2000, rows=3)


@for_record(to_move("withdraw"))
@command
def withdraw_action(*, actor: Actor, action: MeetingAction, outcome: str) -> MeetingAction:
    """Withdraw an action that is not needed any more. The reason stays on it."""
    action = close(actor, action, "withdraw", outcome)

    board = action.meeting.board.unit
    record(
        actor, "meeting_action.withdrawn", action.ref, dossier=action.dossier,
        tell=[board, action.owner], board=board.name,
    )  # fmt: skip
    return action
