"""Change the words, the owner or the date of an open action."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import locked_action
from broadhurst.capabilities.meetings.queries.forms import to_move
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.rules.actions import ACTION, objections_to_action
from broadhurst.capabilities.tasking.queries.boards import officers_posted
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ChangeActionForm(CommandForm):
    prefills = True

    title = TextField(label="Action", max_length=300)
    owner = OfficerField(label="Owner")
    due_on = DateField(
        label="Due by", noun="the date it is due by", help_text="For example, 27 3 2027"
    )
    because = TextAreaField(label="Reason for the change", max_length=400, rows=2)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the action."""
        return subject | {"action": locked_action(subject["action"])}

    def narrow_choices(self) -> None:
        """Offer every officer with a posting today, and fill in what the action says."""
        action: MeetingAction = self.subject["action"]
        self.fields["owner"].queryset = officers_posted()  # type: ignore[attr-defined]
        self.fields["owner"].initial = action.owner.username
        self.fields["title"].initial = action.title
        self.fields["due_on"].initial = action.due_on


@for_record(to_move("change"))
@command
def change_action(
    *, actor: Actor, action: MeetingAction, title: str, owner: Officer, due_on: date, because: str
) -> MeetingAction:
    """Change an open action. A former owner no longer sees it by that."""
    action = locked_action(action)
    refuse_if(
        ACTION.objections("change_meeting_action", action.stage, parts_of(action, actor))
        + objections_to_action(title, due_on, clock.today())
    )

    before, action.owner = action.owner, owner
    action.title, action.due_on = title, due_on
    action.save(update_fields=["title", "due_on", "owner"])
    if owner != before:
        why = Grant.Why.BOARD
        grants.give(action.dossier, Sight(owner, Grant.Level.WORK, why, action.ref))
        grants.end(action.dossier, before, why, action.ref)

    record(
        actor, "meeting_action.changed", action.ref, dossier=action.dossier, tell=[owner],
        owner=owner.name, due=day(due_on), because=because,
    )  # fmt: skip
    return action
