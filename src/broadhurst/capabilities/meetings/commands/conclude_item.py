"""Conclude an agenda item with a note for the minutes, or carry it over."""

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import locked_item
from broadhurst.capabilities.meetings.queries.forms import to_conclude
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_change,
    objections_to_conclude,
)
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ConcludeItemForm(CommandForm):
    note = TextAreaField(
        label="Note for the minutes",
        help_text="Say what the meeting discussed and agreed. A decision on a bid is added by "
        "itself.",
        max_length=4000,
        rows=4,
    )
    is_carried = BooleanField(label="Carry this item over to the next meeting", required=False)

    def narrow_choices(self) -> None:
        """Fill in the note there is, so that it can be corrected."""
        item: Item = self.subject["item"]
        self.fields["note"].initial = item.note
        self.fields["is_carried"].initial = item.is_carried


@for_record(to_conclude)
@command
def conclude_item(*, actor: Actor, item: Item, note: str, is_carried: bool = False) -> Item:
    """Record what the meeting said on an item. A second note replaces the first."""
    item = locked_item(item)
    agenda = item.agenda
    refuse_if(
        objections_to_change(convenes(actor, agenda.meeting.board), agenda)
        + objections_to_conclude(item, agenda.meeting, note=note, now=clock.now())
    )

    item.note, item.is_carried = note, is_carried
    item.concluded_at, item.concluded_by = clock.now(), actor.officer
    item.save(update_fields=["note", "is_carried", "concluded_at", "concluded_by"])

    record(
        actor, "meeting.item_concluded", agenda.meeting.ref, dossier=item.subject or item.dossier,
        board=agenda.meeting.board.unit.name, place=item.place,
        carried="It goes on the next agenda." if is_carried else "",
    )  # fmt: skip
    return item
