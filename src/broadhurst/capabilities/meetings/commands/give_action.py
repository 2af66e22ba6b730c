"""Give somebody an action at a meeting."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.meetings.models import Agenda, Item, MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import items, locked_agenda, title_of
from broadhurst.capabilities.meetings.queries.forms import to_change
from broadhurst.capabilities.meetings.rules.actions import objections_to_action
from broadhurst.capabilities.meetings.rules.agendas import objections_to_change
from broadhurst.capabilities.tasking.queries.boards import officers_posted
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class GiveActionForm(CommandForm):
    title = TextField(
        label="Action",
        help_text="For example, “Ask the council for the licensing file”. Its owner can read it, "
        "so name an OCG only if the owner may know of it.",
        max_length=300,
    )
    owner = OfficerField(label="Owner", help_text="Anyone, also from a partner.")
    due_on = DateField(
        label="Due by", noun="the date it is due by", help_text="For example, 27 3 2027"
    )
    item = ModelSelectField(
        Item.objects.none(), label="Agenda item", required=False, to_field_name="ref"
    )

    def narrow_choices(self) -> None:
        """Offer every officer with a posting today, and the items of the agenda."""
        agenda: Agenda = self.subject["agenda"]
        self.fields["owner"].queryset = officers_posted()  # type: ignore[attr-defined]
        rows = items().filter(agenda=agenda, removed_at=None)
        self.fields["item"].queryset = rows  # type: ignore[attr-defined]
        self.fields["item"].label_from_instance = lambda row: (  # type: ignore[attr-defined]
            f"Item {row.place}, {title_of(row)}"
        )


@for_record(to_change)
@command
def give_action(
    *,
    actor: Actor,
    agenda: Agenda,
    title: str,
    owner: Officer,
    due_on: date,
    item: Item | None = None,
) -> MeetingAction:
    """Give an action with an owner and a date. It is on the owner's home page."""
    agenda = locked_agenda(agenda)
    refuse_if(
        objections_to_change(convenes(actor, agenda.meeting.board), agenda)
        + objections_to_action(title, due_on, clock.today())
    )

    ref = new_reference("MTA")
    action = MeetingAction.objects.create(
        dossier=_dossier(ref, agenda, item, owner), ref=ref, meeting=agenda.meeting,
        item_ref=item.ref if item else "", title=title, owner=owner, due_on=due_on,
        given_by=actor.officer, given_at=clock.now(),
    )  # fmt: skip

    record(
        actor, "meeting_action.given", ref, dossier=action.dossier, tell=[owner],
        board=agenda.meeting.board.unit.name, owner=owner.name, due=day(due_on),
    )  # fmt: skip
    return action


def _dossier(ref: str, agenda: Agenda, item: Item | None, owner: Officer) -> Dossier:
    """Open the action to its board and its owner.

    Everyone who sees the agenda sees an action of other business. An action about a record stays
    with the board and its owner.
    """
    unit, why, level = agenda.meeting.board.unit, Grant.Why.BOARD, Grant.Level.WORK
    is_open = item is None or item.subject_id is None
    sights = [Sight(unit, level, why, ref), Sight(owner, level, why, ref)]
    return open_dossier(ref, sights, parent=agenda.dossier if is_open else None)
