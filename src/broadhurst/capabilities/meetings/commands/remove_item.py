"""Remove an item from an agenda, with the reason."""

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import locked_item
from broadhurst.capabilities.meetings.queries.forms import to_arrange_item
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_arrange,
    objections_to_item,
)
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class RemoveItemForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=400, rows=2)


@for_record(to_arrange_item)
@command
def remove_item(*, actor: Actor, item: Item, because: str) -> Item:
    """Take an item off the agenda. The record itself still waits for the board."""
    item = locked_item(item)
    agenda = item.agenda
    refuse_if(
        objections_to_arrange(convenes(actor, agenda.meeting.board), agenda, agenda.meeting)
        + objections_to_item(item)
    )

    item.removed_at, item.removed_because = clock.now(), because
    item.save(update_fields=["removed_at", "removed_because"])

    record(
        actor, "meeting.item_removed", agenda.meeting.ref, dossier=item.subject or item.dossier,
        board=agenda.meeting.board.unit.name, place=item.place, because=because,
    )  # fmt: skip
    return item
