"""Show an item on the shared screen although not everybody present may see its record."""

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import locked_item
from broadhurst.capabilities.meetings.queries.forms import to_show
from broadhurst.capabilities.meetings.rules.agendas import objections_to_show
from broadhurst.capabilities.tasking.rules.seats import chairs
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ShowItemForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, “The council’s officer needs to hear this to act on it”.",
        max_length=400,
        rows=2,
    )


@for_record(to_show)
@command
def show_item(*, actor: Actor, item: Item, because: str) -> Item:
    """Let everybody present see an item on the screen. The log keeps it as a disclosure."""
    item = locked_item(item)
    agenda = item.agenda
    refuse_if(objections_to_show(chairs(actor, agenda.meeting.board), agenda, item))

    item.shown_because, item.shown_by = because, actor.officer
    item.save(update_fields=["shown_because", "shown_by"])

    record(
        actor, "meeting.item_shown", agenda.meeting.ref, dossier=item.subject,
        kind=Event.Kind.DISCLOSURE, board=agenda.meeting.board.unit.name, place=item.place,
        because=because,
    )  # fmt: skip
    return item
