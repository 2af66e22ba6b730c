"""Add other business to an agenda."""

from collections.abc import Sequence

from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.agendas import locked_agenda
from broadhurst.capabilities.meetings.queries.forms import to_arrange
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_arrange,
    objections_to_papers,
    objections_to_title,
)
from broadhurst.capabilities.meetings.writes.places import last_place, put
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import LinesField, TextField
from broadhurst.foundation.workflow import refuse_if


class AddItemForm(CommandForm):
    title = TextField(
        label="Title",
        help_text="For example, “Firearms trends”. Everybody at the meeting can read it, so do "
        "not name an OCG.",
        max_length=200,
    )
    papers = LinesField(
        label="Papers",
        help_text="References of records, one on each line, like PRA-7K3QF2. Readers open those "
        "that they may see.",
        required=False,
        rows=3,
    )


@for_record(to_arrange)
@command
def add_item(*, actor: Actor, agenda: Agenda, title: str, papers: Sequence[str] = ()) -> Item:
    """Add an item at the end of the agenda."""
    agenda = locked_agenda(agenda)
    refuse_if(
        objections_to_arrange(convenes(actor, agenda.meeting.board), agenda, agenda.meeting)
        + objections_to_title(Item.Kind.OTHER, title)
        + objections_to_papers(papers)
    )

    item = put(
        actor, agenda, last_place(agenda) + 1, Item.Kind.OTHER, title=title, papers=list(papers)
    )

    record(
        actor, "meeting.item_added", agenda.meeting.ref, dossier=agenda.dossier,
        board=agenda.meeting.board.unit.name, item=title,
    )  # fmt: skip
    return item
