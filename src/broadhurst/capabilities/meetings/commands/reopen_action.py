"""Open a closed action again, with the reason."""

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import locked_action
from broadhurst.capabilities.meetings.queries.forms import to_move
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.rules.actions import ACTION
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReopenActionForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=400, rows=2)


@for_record(to_move("reopen"))
@command
def reopen_action(*, actor: Actor, action: MeetingAction, because: str) -> MeetingAction:
    """Open an action again that was closed by mistake, or whose outcome is not enough."""
    action = locked_action(action)
    refuse_if(ACTION.objections("reopen_meeting_action", action.stage, parts_of(action, actor)))

    was = action.outcome
    action.stage, action.outcome = MeetingAction.Stage.OPEN, ""
    action.closed_at, action.closed_by = None, None
    action.save(update_fields=["stage", "outcome", "closed_at", "closed_by"])

    record(
        actor, "meeting_action.reopened", action.ref, dossier=action.dossier, tell=[action.owner],
        because=because, was=was,
    )  # fmt: skip
    return action
