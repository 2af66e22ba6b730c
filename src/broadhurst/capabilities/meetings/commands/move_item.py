"""Move an agenda item to another place."""

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import items_of, locked_item
from broadhurst.capabilities.meetings.queries.forms import to_arrange_item
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_arrange,
    objections_to_item,
    objections_to_place,
)
from broadhurst.capabilities.meetings.writes.places import reorder
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import NumberField
from broadhurst.foundation.workflow import refuse_if


class MoveItemForm(CommandForm):
    place = NumberField(
        label="New place", help_text="1 is the first item.", min_value=1, max_value=999, width=3
    )


@for_record(to_arrange_item)
@command
def move_item(*, actor: Actor, item: Item, place: int) -> Item:
    """Move an item. The others move up or down."""
    item = locked_item(item)
    agenda = item.agenda
    order = [row for row in items_of(agenda) if row.pk != item.pk]
    refuse_if(
        objections_to_arrange(convenes(actor, agenda.meeting.board), agenda, agenda.meeting)
        + objections_to_item(item)
        + objections_to_place(place, len(order) + 1)
    )

    order.insert(place - 1, item)
    reorder(order)

    record(
        actor, "meeting.item_moved", agenda.meeting.ref, dossier=item.subject or item.dossier,
        board=agenda.meeting.board.unit.name, place=place,
    )  # fmt: skip
    return item
